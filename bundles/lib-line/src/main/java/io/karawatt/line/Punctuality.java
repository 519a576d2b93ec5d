package io.karawatt.line;

import io.karawatt.bus.DeviceHabit.Bin;
import java.util.List;

/** How well a group of a device keeps its period. Written by the thread of the line, read by anybody. */
final class Punctuality {

    private static final int MOST = 4_096;
    /** Rounds until a device has found its place among the others. */
    private static final int SETTLING = 2;

    private final Histogram jitter = new Histogram(MOST);
    private volatile long interval;
    private long last;
    private int rounds;

    /**
     * Notes the end of a round.
     *
     * @param now the moment.
     * @param period the period that it should have kept.
     */
    void round(long now, long period) {
        if (rounds > SETTLING) {
            long took = now - last;
            interval = interval == 0 ? took : interval + (took - interval) / 8;
            jitter.add(Math.abs(took - period));
        }
        last = now;
        rounds = Math.min(rounds + 1, SETTLING + 1);
    }

    /** The time until the next round is no evidence: the device was silent, the line down, or the plan is another. */
    void pause() {
        rounds = 0;
    }

    /** Time between the last rounds, averaged; nanoseconds, 0 before the first two. */
    long interval() {
        return interval;
    }

    List<Bin> jitter() {
        return jitter.bins();
    }
}
