package io.karawatt.memory;

import java.time.Instant;
import java.util.Set;

/**
 * One record.
 *
 * @param at its date (UTC); which end of the period it marks is said by the chunk.
 * @param value in the base unit of the series.
 * @param flags its quality; none when it is good.
 */
public record MemoryRecord(Instant at, double value, Set<MemoryFlag> flags) {

    /** Copies the set. */
    public MemoryRecord {
        flags = Set.copyOf(flags);
    }
}
