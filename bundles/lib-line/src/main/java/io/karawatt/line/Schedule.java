package io.karawatt.line;

import io.karawatt.line.LineSettings.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what the line does next: earliest deadline first, with small shares for devices that do not answer.
 *
 * <p>Belongs to the thread of the line.
 */
final class Schedule {

    /** Most of the line's time, in percent, spent on second tries. */
    private static final int DOUBT_PERCENT = 25;

    private final Share doubt = new Share(DOUBT_PERCENT);
    private final Share silence;
    private final long waiting;
    private List<PolledDevice> devices = List.of();
    private long wake;

    /**
     * Makes an empty schedule.
     *
     * @param limits shares.
     * @param waiting what a try that fails costs, in nanoseconds.
     */
    Schedule(Limits limits, long waiting) {
        this.silence = new Share(limits.silentPercent());
        this.waiting = waiting;
    }

    void devices(List<PolledDevice> now) {
        devices = List.copyOf(now);
    }

    /** Share of the line for devices that do not answer. */
    Share silence() {
        return silence;
    }

    /** Share of the line for second tries. */
    Share doubt() {
        return doubt;
    }

    /**
     * Chooses.
     *
     * @param now the present moment.
     * @param others whether requests wait for the line as well.
     * @return the job to go on with, a probe of a silent device included; null when there is nothing to do before
     *     {@link #wake}.
     */
    @Nullable
    PollJob choose(long now, boolean others) {
        wake = Long.MAX_VALUE;
        PollJob healthy = healthy(now);
        long free = healthy == null && !others ? wake - now : 0;
        PollJob probe = silent(now, free);
        if (probe != null) {
            return probe;
        }
        PollJob again = doubtful(now, free);
        return again != null ? again : healthy;
    }

    /** When to choose again, if nothing was to do. */
    long wake() {
        return wake;
    }

    private @Nullable PollJob healthy(long now) {
        PollJob best = null;
        for (PolledDevice device : devices) {
            if (device.silent() || device.inDoubt()) {
                continue;
            }
            for (PollJob job : device.jobs()) {
                if (job.release() > now) {
                    wake = Math.min(wake, job.release());
                } else if (best == null || job.deadline() < best.deadline()) {
                    best = job;
                }
            }
        }
        return best;
    }

    /** A silent device may be asked when its time has come, and the share allows it or nobody else needs the line. */
    private @Nullable PollJob silent(long now, long free) {
        PolledDevice best = null;
        for (PolledDevice device : devices) {
            if (device.silent() && (best == null || device.probeAt() < best.probeAt())) {
                best = device;
            }
        }
        if (best == null) {
            return null;
        }
        if (best.probeAt() <= now && (silence.allows(now) || free >= waiting)) {
            return best.jobs().get(0);
        }
        wake = Math.min(wake, best.probeAt() > now ? best.probeAt() : silence.freeAt());
        return null;
    }

    private @Nullable PollJob doubtful(long now, long free) {
        PollJob best = null;
        boolean allowed = doubt.allows(now) || free >= waiting;
        for (PolledDevice device : devices) {
            PollJob job = device.inDoubt() ? device.doubted() : null;
            if (job != null && !allowed) {
                wake = Math.min(wake, doubt.freeAt());
            } else if (job != null && (best == null || job.deadline() < best.deadline())) {
                best = job;
            }
        }
        return best;
    }
}
