package io.karawatt.line;

import io.karawatt.bus.DeviceHabit.Span;
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
 * <p>Its deadline is the end of its period, that of the fast group the lateness allowed; between two blocks it gives
 * way to whoever has an earlier one.
 */
final class PollJob {

    /** Mark of a slot that holds a number; other marks are codes of {@link Cause}. */
    static final byte GOOD = -1;

    /** How long a split plan is kept before the joined blocks are tried again: a refusal may have been a mood. */
    private static final long REPLAN_NANOS = 3_600_000_000_000L;

    private final PointSchema schema;
    private final Poll group;
    private final long asked;
    private final long lateness;
    private final int[] indexes;
    private final double[] numbers;
    private final byte[] causes;
    private final boolean[] odd;
    private final Punctuality punctuality = new Punctuality();
    /** As planned; the blocks in force are parts of these. */
    private List<ReadBlock> planned;
    /** What a round reads: as planned, with what was refused split. */
    private List<ReadBlock> plan;
    /** What the present round reads: the plan, with long blocks cut. */
    private List<ReadBlock> blocks;

    private final List<Split> splits = new ArrayList<>();
    private long granted;
    private boolean refused;
    private int cursor;
    private long release;
    private long finished;
    private long replanAt = Long.MAX_VALUE;

    /**
     * Makes a job.
     *
     * @param schema points of the device.
     * @param group which of them.
     * @param asked period asked for, in nanoseconds.
     * @param lateness how late a fast read may begin, in nanoseconds.
     * @param plan what a round reads.
     */
    PollJob(PointSchema schema, Poll group, long asked, long lateness, BlockPlanner.Plan plan) {
        this.schema = schema;
        this.group = group;
        this.asked = asked;
        this.granted = asked;
        this.lateness = lateness;
        indexes = plan.indexes().stream().mapToInt(Integer::intValue).toArray();
        numbers = new double[indexes.length];
        causes = new byte[indexes.length];
        odd = new boolean[indexes.length];
        planned = plan.blocks();
        this.plan = new ArrayList<>(planned);
        blocks = new ArrayList<>(planned);
    }

    /**
     * A block that was refused, and what was asked instead.
     *
     * @param parts the parts.
     * @param holes the registers between them.
     */
    private record Split(List<ReadBlock> parts, List<Span> holes) {

        /** Learns from it when all parts were answered; false when they were not, or not yet. */
        boolean learn(Habits habits) {
            boolean answered = parts.stream().allMatch(ReadBlock::answered);
            if (answered) {
                holes.forEach(habits::addUnreadable);
                if (holes.isEmpty()) {
                    habits.limitReads(
                            parts.stream().mapToInt(ReadBlock::count).max().orElseThrow());
                }
            }
            return answered;
        }
    }

    Poll group() {
        return group;
    }

    boolean fast() {
        return group == Poll.FAST;
    }

    int[] indexes() {
        return indexes.clone();
    }

    /** What a round reads. */
    List<ReadBlock> plan() {
        return plan;
    }

    ReadBlock firstBlock() {
        return plan.get(0);
    }

    Punctuality punctuality() {
        return punctuality;
    }

    long asked() {
        return asked;
    }

    long granted() {
        return granted;
    }

    /** Sets the period that the line can keep. */
    void grant(long period) {
        granted = period;
    }

    long release() {
        return release;
    }

    /** End of the period. */
    long deadline() {
        return release + granted;
    }

    /** What earliest deadline first goes by. */
    long due() {
        return release + (fast() ? Math.min(granted, lateness) : granted);
    }

    /** Whether a round is under way. */
    boolean begun() {
        return cursor > 0;
    }

    /** When the last round ended. */
    long finished() {
        return finished;
    }

    /**
     * Starts over with the plan as it was made.
     *
     * @param deadline end of the first period.
     */
    void restart(long deadline) {
        plan = new ArrayList<>(planned);
        blocks = new ArrayList<>(plan);
        splits.clear();
        refused = false;
        replanAt = Long.MAX_VALUE;
        cursor = 0;
        release = deadline - granted;
        punctuality.pause();
    }

    /** Takes over another plan of the same points; a round under way begins anew. */
    void replan(BlockPlanner.Plan fresh) {
        planned = fresh.blocks();
        long at = release;
        restart(at + granted);
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

    /** Cuts the present block for this round; returns whether it could be cut. */
    boolean cut(int most) {
        List<ReadBlock> parts = blocks.get(cursor).cut(most);
        if (!parts.isEmpty()) {
            blocks.remove(cursor);
            blocks.addAll(cursor, parts);
        }
        return !parts.isEmpty();
    }

    /**
     * Takes the values out of an answer to the present block, and goes on unless they are doubtful.
     *
     * @param registers the answer.
     * @return whether they make sense.
     */
    ReadBlock.Sense decode(Registers registers) {
        ReadBlock.Sense sense = blocks.get(cursor).decode(registers, numbers, causes, odd);
        cursor += sense == ReadBlock.Sense.DOUBTFUL ? 0 : 1;
        return sense;
    }

    void miss(Cause cause) {
        blocks.get(cursor++).miss(cause, causes);
    }

    /** Mutes the present block; its values are missing until then. */
    void mute(long until, Cause cause) {
        blocks.get(cursor).mute(until, cause);
        refused = true;
    }

    /** Replaces the present block by its parts, for some time. */
    void replace(List<ReadBlock> parts, long now) {
        splits.add(new Split(parts, ReadBlock.holes(parts)));
        blocks.remove(cursor);
        blocks.addAll(cursor, parts);
        refused = true;
        replanAt = Math.min(replanAt, now + REPLAN_NANOS);
    }

    /**
     * Ends a round: makes the batch and sets the next period.
     *
     * <p>The phase is kept; a job that comes too late starts its next period now, so that an overloaded line slows all
     * of them alike instead of starving some. A round before its time, for somebody who watches, changes nothing of
     * that.
     *
     * @param now the present moment.
     * @param at when the last answer was received.
     * @param habits takes what the round taught.
     * @return what the round brought.
     */
    ReadingBatch finish(long now, Instant at, Habits habits) {
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
        finished = now;
        if (now >= release) {
            release = now > deadline() ? now : deadline();
            punctuality.round(now, granted);
        }
        splits.removeIf(split -> split.learn(habits));
        settle(now);
        return batch.build();
    }

    private void settle(long now) {
        if (refused) {
            plan = new ArrayList<>(blocks);
            refused = false;
        }
        if (now >= replanAt) {
            plan = new ArrayList<>(planned);
            replanAt = Long.MAX_VALUE;
        }
        blocks = new ArrayList<>(plan);
    }
}
