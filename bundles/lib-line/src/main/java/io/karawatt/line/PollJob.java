package io.karawatt.line;

import io.karawatt.model.Cause;
import io.karawatt.model.PointSchema;
import io.karawatt.model.ReadingBatch;
import io.karawatt.model.Registers;
import io.karawatt.profile.RegisterSpec.Poll;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One group of one device, read again and again, block by block. Belongs to the thread of the line.
 *
 * <p>Its deadline is the end of its period; between two blocks it gives way to whoever has an earlier one.
 */
final class PollJob {

    /** Mark of a slot that holds a number; other marks are codes of {@link Cause}. */
    static final byte GOOD = -1;

    /** How long a split plan is kept before the joined blocks are tried again: a refusal may have been a mood. */
    private static final long REPLAN_NANOS = 3_600_000_000_000L;

    private final PointSchema schema;
    private final Poll group;
    private final long period;
    private final int[] indexes;
    private final double[] numbers;
    private final byte[] causes;
    private final List<ReadBlock> planned;
    private List<ReadBlock> blocks;
    private int cursor;
    private long release;
    private long replanAt = Long.MAX_VALUE;

    PollJob(PointSchema schema, Poll group, long period, BlockPlanner.Plan plan) {
        this.schema = schema;
        this.group = group;
        this.period = period;
        indexes = plan.indexes().stream().mapToInt(Integer::intValue).toArray();
        numbers = new double[indexes.length];
        causes = new byte[indexes.length];
        planned = plan.blocks();
        blocks = new ArrayList<>(planned);
    }

    Poll group() {
        return group;
    }

    int[] indexes() {
        return indexes.clone();
    }

    ReadBlock firstBlock() {
        return blocks.get(0);
    }

    long release() {
        return release;
    }

    long deadline() {
        return release + period;
    }

    /**
     * Starts over with the plan as it was made.
     *
     * @param deadline end of the first period.
     */
    void restart(long deadline) {
        blocks = new ArrayList<>(planned);
        replanAt = Long.MAX_VALUE;
        cursor = 0;
        release = deadline - period;
    }

    /**
     * Returns what is to be read next and steps over blocks that are muted.
     *
     * @param now the present moment.
     * @return the block, or null when all are done.
     */
    @Nullable
    ReadBlock next(long now) {
        while (cursor < blocks.size() && blocks.get(cursor).mutedAt(now)) {
            ReadBlock block = blocks.get(cursor++);
            block.miss(block.mutedCause(), causes);
        }
        return cursor < blocks.size() ? blocks.get(cursor) : null;
    }

    void decode(Registers registers) {
        blocks.get(cursor++).decode(registers, numbers, causes);
    }

    void miss(Cause cause) {
        blocks.get(cursor++).miss(cause, causes);
    }

    /** Mutes the present block; its values are missing until then. */
    void mute(long until, Cause cause) {
        blocks.get(cursor).mute(until, cause);
    }

    /** Replaces the present block by its parts, for some time. */
    void replace(List<ReadBlock> parts, long now) {
        blocks.remove(cursor);
        blocks.addAll(cursor, parts);
        replanAt = Math.min(replanAt, now + REPLAN_NANOS);
    }

    /**
     * Ends a round: makes the batch and sets the next period.
     *
     * <p>The phase is kept; a job that comes too late starts its next period now, so that an overloaded line slows all
     * of them alike instead of starving some.
     *
     * @param now the present moment.
     * @param at when the last answer was received.
     * @return what the round brought.
     */
    ReadingBatch finish(long now, Instant at) {
        ReadingBatch.Builder batch = ReadingBatch.builder(schema, at, indexes.length);
        for (int slot = 0; slot < indexes.length; slot++) {
            if (causes[slot] == GOOD) {
                batch.add(indexes[slot], numbers[slot]);
            } else {
                batch.addMissing(indexes[slot], Cause.of(causes[slot]));
            }
        }
        Arrays.fill(causes, (byte) Cause.NOT_READ.code());
        cursor = 0;
        release = now > deadline() ? now : deadline();
        if (now >= replanAt) {
            blocks = new ArrayList<>(planned);
            replanAt = Long.MAX_VALUE;
        }
        return batch.build();
    }
}
