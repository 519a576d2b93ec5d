package io.karawatt.memory;

import io.karawatt.model.PointKey;
import java.time.Instant;
import java.util.Optional;

/**
 * Which records are wanted.
 *
 * @param device key of the device.
 * @param point the series, as {@link MemorySeries#point()} names it.
 * @param from records dated earlier are not wanted.
 * @param to nor those dated then or later.
 * @param limit most records of the answer, 1..10,000.
 * @param resume token of the chunk before; empty to begin with the newest.
 */
public record MemoryQuery(
        String device, PointKey point, Instant from, Instant to, int limit, Optional<MemoryToken> resume) {

    /** Most records of one answer. */
    public static final int MAX_LIMIT = 10_000;

    /** Checks the ranges. */
    public MemoryQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("a query takes 1 to " + MAX_LIMIT + " records, not " + limit);
        }
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("'from' " + from + " is not before 'to' " + to);
        }
    }

    /**
     * Asks for what comes before a chunk.
     *
     * @param token token of the chunk.
     * @return the same query, to go on with.
     */
    public MemoryQuery resume(MemoryToken token) {
        return new MemoryQuery(device, point, from, to, limit, Optional.of(token));
    }
}
