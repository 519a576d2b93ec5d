package io.karawatt.proto.snmp.internal.agent;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The two clocks of the agent.
 *
 * @param clock time of day.
 * @param monotonic nanoseconds that never fall.
 */
record Time(InstantSource clock, LongSupplier monotonic) {

    /** Returns the clocks of the machine. */
    static Time system() {
        return new Time(Clock.systemUTC(), System::nanoTime);
    }

    long nanos() {
        return monotonic.getAsLong();
    }

    Instant wall() {
        return clock.instant();
    }
}
