package io.karawatt.live.internal;

import java.time.Instant;

/**
 * Instants as nanoseconds since 1970 in one {@code long}, so that each register can carry one.
 *
 * <p>Instants beyond the years 1678 to 2262 are moved to the nearest end.
 */
final class Stamps {

    /** Stands for "never"; earlier than any instant. */
    static final long NEVER = Long.MIN_VALUE;

    private static final long NANOS = 1_000_000_000L;
    private static final long MOST_SECONDS = Long.MAX_VALUE / NANOS - 1;

    private Stamps() {}

    static long of(Instant instant) {
        long seconds = instant.getEpochSecond();
        if (seconds > MOST_SECONDS) {
            return Long.MAX_VALUE;
        }
        return seconds < -MOST_SECONDS ? NEVER + 1 : seconds * NANOS + instant.getNano();
    }
}
