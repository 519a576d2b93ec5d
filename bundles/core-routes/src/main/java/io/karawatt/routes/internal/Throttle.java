package io.karawatt.routes.internal;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Keeps a trouble that happens often out of the log: the first occurrence is told, then a count an hour. */
final class Throttle {

    private static final long PAUSE_MS = Duration.ofHours(1).toMillis();

    private final InstantSource clock;
    private final LongAdder untold = new LongAdder();
    private final AtomicLong next = new AtomicLong(Long.MIN_VALUE);

    Throttle(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Counts an occurrence.
     *
     * @return how many to tell now, this one included; 0 when it is to be kept quiet.
     */
    long count() {
        untold.increment();
        long now = clock.millis();
        long due = next.get();
        return now >= due && next.compareAndSet(due, now + PAUSE_MS) ? untold.sumThenReset() : 0;
    }
}
