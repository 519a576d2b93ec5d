package io.karawatt.bench;

import io.karawatt.modbus.serial.Timeline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Notes when each meter hears the question for its fast group. Thread-safe. */
final class FastLog implements BenchMeter.Hearer {

    private final Timeline timeline;
    private final long period;
    private final long[] last = new long[WirePlant.DEVICES + 1];
    private final List<Long> gaps = new ArrayList<>();
    private boolean counting;

    /**
     * Makes a log.
     *
     * @param timeline the time of the wire.
     * @param period what the questions should keep.
     */
    FastLog(Timeline timeline, Duration period) {
        this.timeline = timeline;
        this.period = period.toNanos();
    }

    /** Counts from now on. */
    synchronized void start() {
        counting = true;
    }

    @Override
    public synchronized void heard(int unit, int address) {
        if (address == BenchSite.FAST) {
            long now = timeline.nanos();
            if (counting && last[unit] != 0) {
                gaps.add(now - last[unit]);
            }
            last[unit] = now;
        }
    }

    /**
     * Tells by how much the time between two questions differs from the period.
     *
     * @param share of them that differs by no more, 0..1.
     * @return seconds; NaN when nothing was heard.
     */
    synchronized double jitter(double share) {
        long[] off =
                gaps.stream().mapToLong(gap -> Math.abs(gap - period)).sorted().toArray();
        return off.length == 0 ? Double.NaN : off[(int) Math.min(off.length - 1, Math.ceil(off.length * share))] / 1e9;
    }

    /**
     * Tells the mean time between two questions to a meter.
     *
     * @return seconds; NaN when nothing was heard.
     */
    synchronized double cycle() {
        return gaps.stream().mapToLong(Long::longValue).average().orElse(Double.NaN) / 1e9;
    }
}
