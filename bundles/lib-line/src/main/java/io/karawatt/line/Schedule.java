package io.karawatt.line;

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

    /** A watched device is read up to four times as often, but not more often than this. */
    private static final int WATCHED_PART = 4;

    private static final long WATCHED_LEAST = 50_000_000L;
    /** Cuts shorter than this are not worth a transaction while there is time. */
    static final int LEAST_CUT = 8;

    private final Share doubt = new Share(DOUBT_PERCENT);
    private final Share silence;
    private final long waiting;
    private final long jitter;
    private final WireCost cost;
    private boolean protect;
    private long room;
    private long nextFast;
    private boolean fastWaits;
    private List<PolledDevice> devices = List.of();
    private long wake;

    /**
     * Makes an empty schedule.
     *
     * @param settings shares, lateness and what reading costs.
     */
    Schedule(LineSettings settings) {
        this.silence = new Share(settings.limits().silentPercent());
        this.waiting = settings.patience().timeout().toNanos();
        this.jitter = settings.limits().jitter().toNanos();
        this.cost = settings.cost();
    }

    /**
     * Sets whether the fast group is kept from slipping.
     *
     * @param wanted whether it is.
     * @param average time between two fast jobs on average, in nanoseconds.
     */
    void protect(boolean wanted, long average) {
        protect = wanted;
        room = average;
    }

    /**
     * Tells whether something that can wait may begin without making a fast job late.
     *
     * @param now the present moment; {@link #choose} was called for it.
     * @param registers how many it reads or writes.
     * @return whether it may; what is too long for every gap may begin when no fast job waits.
     */
    boolean admits(long now, int registers) {
        long takes = cost.measuredNanos(registers, 0);
        return !protect || (!fastWaits && (takes <= nextFast - now + jitter || takes > room + jitter));
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
        if (again != null || healthy != null || others) {
            return again != null ? again : healthy;
        }
        return watched(now);
    }

    /** When to choose again, if nothing was to do. */
    long wake() {
        return wake;
    }

    private @Nullable PollJob healthy(long now) {
        PollJob best = null;
        PolledDevice owner = null;
        nextFast = Long.MAX_VALUE / 2;
        fastWaits = false;
        for (PolledDevice device : devices) {
            if (device.silent() || device.inDoubt()) {
                continue;
            }
            for (PollJob job : device.jobs()) {
                if (job.release() > now) {
                    wake = Math.min(wake, job.release());
                    nextFast = job.fast() ? Math.min(nextFast, job.release()) : nextFast;
                    continue;
                }
                fastWaits |= job.fast();
                if (best == null || job.due() < best.due()) {
                    best = job;
                    owner = device;
                }
            }
        }
        return best == null || owner == null || best.fast() || fits(owner, best, now) ? best : null;
    }

    /** Whether the next read of a job ends in time for the next fast one; one that does not is cut. */
    private boolean fits(PolledDevice device, PollJob job, long now) {
        ReadBlock block = job.next(now);
        if (!protect || block == null) {
            return true;
        }
        boolean late = now >= job.deadline();
        long left = late ? Math.max(jitter, nextFast - now + jitter) : nextFast - now + jitter;
        int most = block.count();
        while (most > 0 && device.expected(most) > left) {
            most--;
        }
        if (most == block.count() || (most >= LEAST_CUT && job.cut(most))) {
            return true;
        }
        // Better late than never: reads that are longer than any gap, and jobs that were passed over for a period.
        return late || device.expected(Math.min(LEAST_CUT, block.count())) > room + jitter;
    }

    /** With time that nobody needs, what somebody looks at is read before its time. */
    private @Nullable PollJob watched(long now) {
        PollJob best = null;
        for (PolledDevice device : devices) {
            if (!device.watched(now) || device.silent() || device.inDoubt()) {
                continue;
            }
            PollJob job = device.jobs().get(0);
            ReadBlock block = job.next(now);
            long takes = block == null ? 0 : device.expected(block.count());
            long at = job.begun() ? now : job.finished() + Math.max(job.asked() / WATCHED_PART, WATCHED_LEAST);
            if (at > now && at + takes <= wake) {
                wake = at;
            } else if (at <= now && now + takes <= wake && (best == null || job.finished() < best.finished())) {
                best = job;
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
