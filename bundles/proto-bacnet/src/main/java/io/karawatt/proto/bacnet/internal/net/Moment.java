package io.karawatt.proto.bacnet.internal.net;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** The time of one turn of the server: asked once, used by everything that happens in the turn. */
final class Moment {

    private final InstantSource clock;
    private final LongSupplier monotonic;
    private long nanos;
    private Instant wall;

    Moment(InstantSource clock, LongSupplier monotonic) {
        this.clock = clock;
        this.monotonic = monotonic;
        this.nanos = monotonic.getAsLong();
        this.wall = clock.instant();
    }

    /** Begins the next turn. */
    void next() {
        nanos = monotonic.getAsLong();
        wall = clock.instant();
    }

    /** Returns nanoseconds that never fall. */
    long nanos() {
        return nanos;
    }

    /** Returns the time of day. */
    Instant wall() {
        return wall;
    }
}
