package io.karawatt.memory;

import io.karawatt.profile.MemorySpec.Stamp;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What came of a query.
 *
 * @param period length of a period as the meter says; zero when nothing was read.
 * @param stamp which end of its period a record's date marks.
 * @param unit base unit of the values; empty when nothing was read.
 * @param records in the order in which they were recorded, oldest first.
 * @param gaps what is missing between and before them, oldest first.
 * @param ending how reading ended.
 * @param reason why it ended otherwise than well, in plain words; empty when it ended well.
 * @param more where to go on; empty after {@link Ending#COMPLETE} and {@link Ending#UNUSABLE}, and when nothing was
 *     read yet.
 */
public record MemoryChunk(
        Duration period,
        Stamp stamp,
        String unit,
        List<MemoryRecord> records,
        List<MemoryGap> gaps,
        Ending ending,
        String reason,
        Optional<MemoryToken> more) {

    /** Copies the lists. */
    public MemoryChunk {
        records = List.copyOf(records);
        gaps = List.copyOf(gaps);
    }

    /**
     * Tells why nothing was read.
     *
     * @param ending how reading ended.
     * @param reason why, in plain words.
     * @param again where to go on later; empty when nothing was read before either.
     * @return a chunk without records.
     */
    public static MemoryChunk nothing(Ending ending, String reason, Optional<MemoryToken> again) {
        return new MemoryChunk(Duration.ZERO, Stamp.END, "", List.of(), List.of(), ending, reason, again);
    }

    /** How reading ended. */
    public enum Ending {
        /** Everything asked for that the meter keeps is here. */
        COMPLETE,
        /** The limit is reached; there is more. */
        MORE,
        /** The meter or its line did not answer, was busy, or somebody else reads the memory: go on later. */
        INTERRUPTED,
        /** There is no such device or series, or what the meter says of its memory can't be true. */
        UNUSABLE
    }
}
