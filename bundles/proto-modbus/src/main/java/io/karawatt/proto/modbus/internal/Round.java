package io.karawatt.proto.modbus.internal;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** The time of one turn of the server's loop: asked once, used for every request of the turn. */
final class Round {

    private final InstantSource clock;
    private final LongSupplier monotonic;
    private long number;
    private long nanos;
    private Instant wall;

    Round(InstantSource clock, LongSupplier monotonic) {
        this.clock = clock;
        this.monotonic = monotonic;
        this.nanos = monotonic.getAsLong();
        this.wall = clock.instant();
    }

    /** Begins the next turn. */
    void next() {
        number++;
        nanos = monotonic.getAsLong();
        wall = clock.instant();
    }

    /** Returns the number of the turn. */
    long number() {
        return number;
    }

    /** Returns the monotonic time of the turn in nanoseconds. */
    long nanos() {
        return nanos;
    }

    /** Returns the time of day of the turn. */
    Instant wall() {
        return wall;
    }
}
