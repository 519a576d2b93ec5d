package io.karawatt.bus;

import java.util.List;

/**
 * How a scan is getting on.
 *
 * @param status whether it still runs.
 * @param step what it is doing.
 * @param done questions asked in this step.
 * @param total questions of this step, as far as known; 0 when not.
 * @param found devices found so far.
 * @param conflicts addresses with colliding devices so far.
 * @param text what it is doing, for people, for example {@code address 17 at 38400 bit/s}.
 * @param findings what it met so far, in rising order of unit id.
 */
public record ScanProgress(
        Status status, Step step, int done, int total, int found, int conflicts, String text, List<Finding> findings) {

    /** Copies the list. */
    public ScanProgress {
        findings = List.copyOf(findings);
    }

    /** Whether it runs. */
    public enum Status {
        /** Under way. */
        RUNNING,
        /** At its end; the findings are complete. */
        DONE,
        /** Ended by somebody; the findings are what was met until then. */
        CANCELLED,
        /** Could not go on, see the text; the findings are what was met until then. */
        FAILED
    }

    /** What is being done; the names of the manuals. */
    public enum Step {
        /** Who is there, and do any collide; addresses are given out if asked for. */
        ADDRESS_DETECTION,
        /** Each address found is asked what it is. */
        ADDRESS_SCANNING
    }
}
