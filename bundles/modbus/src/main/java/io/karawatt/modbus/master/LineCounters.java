package io.karawatt.modbus.master;

import java.util.concurrent.atomic.LongAdder;

/** What a master counted on its line or connection since it was made; readable from any thread. */
public final class LineCounters {

    private final LongAdder discarded = new LongAdder();
    private final LongAdder echoed = new LongAdder();
    private final LongAdder busyNanos = new LongAdder();

    LineCounters() {}

    void discarded(int characters) {
        discarded.add(characters);
    }

    void echoed(int characters) {
        echoed.add(characters);
    }

    void busy(long nanos) {
        busyNanos.add(nanos);
    }

    /**
     * Returns what was heard and belonged to no answer: late, torn, garbage, another unit's; on TCP stale answers.
     *
     * @return characters; bytes on TCP.
     */
    public long discarded() {
        return discarded.sum();
    }

    /**
     * Returns own characters that the adapter gave back.
     *
     * @return characters.
     */
    public long echoed() {
        return echoed.sum();
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
