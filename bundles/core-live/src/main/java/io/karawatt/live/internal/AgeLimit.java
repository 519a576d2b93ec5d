package io.karawatt.live.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Tells whether a reading is too old to be shown. One dated later than the present was taken before the clock was set
 * back: its age is unknown, so it counts as too old. Thread-safe.
 */
final class AgeLimit {

    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(1);

    private final InstantSource clock;
    private volatile long most;

    AgeLimit(InstantSource clock, Duration most) {
        this.clock = clock;
        this.most = most.toMillis();
    }

    void set(Duration limit) {
        most = limit.toMillis();
    }

    /** Returns the latest moment that a reading can have been received. */
    Instant latest() {
        return clock.instant().plus(CLOCK_TOLERANCE);
    }

    boolean passed(Instant at) {
        long age = clock.millis() - at.toEpochMilli();
        return age > most || age < -CLOCK_TOLERANCE.toMillis();
    }
}
