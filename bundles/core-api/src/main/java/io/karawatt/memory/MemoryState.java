package io.karawatt.memory;

import io.karawatt.profile.MemorySpec.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a series holds now.
 *
 * @param series the series.
 * @param period length of a period; zero when nothing could be read.
 * @param stamp which end of its period a record's date marks.
 * @param oldest date of the oldest record; empty when there is none or the memory can't be asked for it.
 * @param newest date of the newest record; empty when there is none.
 * @param problem why it could not be read; empty when it could.
 */
public record MemoryState(
        MemorySeries series,
        Duration period,
        Stamp stamp,
        Optional<Instant> oldest,
        Optional<Instant> newest,
        String problem) {}
