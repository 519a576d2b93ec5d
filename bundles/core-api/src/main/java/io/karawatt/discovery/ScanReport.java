package io.karawatt.discovery;

import io.karawatt.bus.ScanPlan;
import io.karawatt.bus.ScanProgress;
import java.time.Instant;
import java.util.List;

/**
 * How a site-wide scan is getting on, or what came of it.
 *
 * @param state where it is.
 * @param plan how it searches.
 * @param begun when it began.
 * @param ended when it ended; {@link Instant#EPOCH} before.
 * @param lines each line, in the order of their names.
 * @param entries what became of each device met or missed; empty before the end.
 */
public record ScanReport(
        State state, ScanPlan plan, Instant begun, Instant ended, List<LineScan> lines, List<Entry> entries) {

    /** Copies the lists. */
    public ScanReport {
        lines = List.copyOf(lines);
        entries = List.copyOf(entries);
    }

    /** Where a scan is. */
    public enum State {
        /** Lines are searched. */
        SEARCHING,
        /** What was found is taken over into the installation. */
        MERGING,
        /** All is done. */
        ENDED
    }

    /**
     * One line.
     *
     * @param line its name.
     * @param progress how it is getting on.
     */
    public record LineScan(String line, ScanProgress progress) {}

    /**
     * What became of one device.
     *
     * @param line name of the line.
     * @param unit unit id on it.
     * @param what what became of it.
     * @param device key of the device in the installation; empty when it is not there.
     * @param reference product reference; empty when unknown.
     * @param id its NET ID or serial number; empty when unknown.
     * @param text more, for people; may be empty.
     */
    public record Entry(String line, int unit, What what, String device, String reference, String id, String text) {}

    /** What became of a device. */
    public enum What {
        /** It was known and is where it was. */
        KNOWN,
        /** It is new and was added. */
        ADDED,
        /** It was known and has another address or line now. */
        MOVED,
        /** Another one of the same kind stands in its place. */
        REPLACED,
        /** It was missing and is back. */
        RETURNED,
        /** It was looked for in vain and is marked as missing. */
        VANISHED,
        /** It answers, but no profile fits it; not added. */
        UNKNOWN,
        /** Something else has its place or address; nothing was overwritten. */
        CLASH,
        /** Several devices answer at this address and garble each other. */
        CONFLICT
    }
}
