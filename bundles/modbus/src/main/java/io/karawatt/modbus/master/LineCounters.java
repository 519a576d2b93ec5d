package io.karawatt.modbus.master;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;

/** What a master counted on its line or connection since it was made; readable from any thread. */
public final class LineCounters {

    private static final int UNITS = 256;

    private final LongAdder characters = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final LongAdder echoes = new LongAdder();
    private final LongAdder noise = new LongAdder();
    private final LongAdder torn = new LongAdder();
    private final LongAdder collisions = new LongAdder();
    private final LongAdder foreign = new LongAdder();
    private final LongAdder busyNanos = new LongAdder();
    private final AtomicIntegerArray lateByUnit = new AtomicIntegerArray(UNITS);
    private volatile String foreignHeard = "";

    /** Nothing counted yet. */
    public LineCounters() {}

    void late(int unit, int size) {
        late.increment();
        lateByUnit.incrementAndGet(unit & 0xFF);
        characters.add(size);
    }

    void echo() {
        echoes.increment();
    }

    void noise(int count) {
        noise.add(count);
        characters.add(count);
    }

    void garbled(Garble garble) {
        characters.add(garble.characters());
        switch (garble.kind()) {
            case TORN -> torn.increment();
            case COLLISION -> collisions.increment();
            case NOISE -> noise.add(garble.characters());
            case DAMAGED -> {
                // the request it was the answer to is told of it
            }
        }
    }

    void torn(int count) {
        torn.increment();
        characters.add(count);
    }

    void secondAnswer(int size) {
        collisions.increment();
        characters.add(size);
    }

    void foreign(int size, String what) {
        foreignHeard = what;
        foreign.increment();
        characters.add(size);
    }

    void busy(long nanos) {
        busyNanos.add(nanos);
    }

    /**
     * Returns what was heard and belonged to no answer.
     *
     * @return a snapshot.
     */
    public StrayCounts strays() {
        return new StrayCounts(
                characters.sum(), late.sum(), echoes.sum(), noise.sum(), torn.sum(), collisions.sum(), foreign.sum());
    }

    /**
     * Returns how many answers of a unit came after their time-out.
     *
     * @param unit 0..255.
     * @return answers; each is a time-out that was too short.
     */
    public int late(int unit) {
        return lateByUnit.get(unit & 0xFF);
    }

    /**
     * Describes the latest frame of another master.
     *
     * @return for people; empty when none was heard.
     */
    public String foreignHeard() {
        return foreignHeard;
    }

    /**
     * Returns how long the line was taken: characters of requests and answers, and the 3.5 characters of silence that
     * each frame needs before it. A slave's thinking time is not in it. Always 0 on TCP.
     *
     * @return nanoseconds.
     */
    public long busyNanos() {
        return busyNanos.sum();
    }
}
