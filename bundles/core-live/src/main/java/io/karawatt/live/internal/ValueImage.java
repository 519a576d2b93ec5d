package io.karawatt.live.internal;

import io.karawatt.model.PointSchema;
import io.karawatt.model.ReadingBatch;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** The latest batch of each point of one schema; written and read without locks. */
final class ValueImage {

    private final PointSchema schema;
    private final AtomicReferenceArray<@Nullable ReadingBatch> latest;
    private final AtomicReference<Instant> youngest;

    ValueImage(PointSchema schema) {
        this.schema = schema;
        this.latest = new AtomicReferenceArray<>(schema.size());
        this.youngest = new AtomicReference<>(Instant.MIN);
    }

    PointSchema schema() {
        return schema;
    }

    /** Returns the batch that holds the latest reading of a point, or null when it was never read. */
    @Nullable
    ReadingBatch latest(int index) {
        return latest.get(index);
    }

    /**
     * Takes over what is not older than what is there.
     *
     * @param batch of this schema.
     * @param now the present; a reading from later than that dates from before the clock was set back and does not
     *     count as younger.
     * @return whether at least one value was taken.
     */
    boolean accept(ReadingBatch batch, Instant now) {
        boolean taken = false;
        for (int position = 0; position < batch.size(); position++) {
            taken |= latest.accumulateAndGet(
                            batch.index(position), batch, (old, next) -> wins(old, next, now) ? old : next)
                    == batch;
        }
        youngest.accumulateAndGet(batch.at(), (old, next) -> old.isAfter(next) && !old.isAfter(now) ? old : next);
        return taken;
    }

    /** Tells whether something here is younger than the given instant, but not younger than now. */
    boolean youngerThan(Instant at, Instant now) {
        Instant mine = Objects.requireNonNull(youngest.get());
        return mine.isAfter(at) && !mine.isAfter(now);
    }

    private static boolean wins(@Nullable ReadingBatch old, @Nullable ReadingBatch next, Instant now) {
        return old != null
                && next != null
                && old.at().isAfter(next.at())
                && !old.at().isAfter(now);
    }
}
