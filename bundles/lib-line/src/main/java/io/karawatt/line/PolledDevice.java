package io.karawatt.line;

import io.karawatt.bus.DeviceStatus;
import io.karawatt.bus.DeviceStatus.State;
import io.karawatt.bus.IdentityRows;
import io.karawatt.line.LineSettings.Patience;
import io.karawatt.model.Cause;
import io.karawatt.model.ReadingBatch;
import io.karawatt.topology.InstalledDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A device of the line and how it is doing.
 *
 * <p>Changed by the thread of the line alone; {@link #status} may be asked by anybody.
 */
final class PolledDevice {

    private static final long FIRST_BACK_OFF = 2_000_000_000L;
    private static final long LAST_BACK_OFF = 60_000_000_000L;
    private static final long WATCHED_NANOS = 10_000_000_000L;

    private final InstalledDevice installed;
    private final List<PollJob> jobs;
    private final Patience patience;
    private final Habits habits;
    private final WireCost cost;
    private final Tally tally = new Tally();
    private final int[] polled;
    private final @Nullable ReadBlock introduction;

    private volatile State state = State.UNKNOWN;
    private volatile Instant lastAnswer = Instant.EPOCH;
    private volatile Instant nextTry = Instant.EPOCH;
    private volatile long watchedUntil = Long.MIN_VALUE;

    private int cut;
    private int failures;
    private boolean checking;
    private @Nullable PollJob doubted;
    private long probeAt;
    private long backOff;
    private boolean inRound;
    private boolean stranger = true;
    private long late = -1;

    /**
     * Makes a device that was not asked yet.
     *
     * @param installed the device.
     * @param jobs its groups.
     * @param settings time-outs and what reading costs.
     * @param habits what is known of it.
     */
    PolledDevice(InstalledDevice installed, List<PollJob> jobs, LineSettings settings, Habits habits) {
        this.installed = installed;
        this.jobs = List.copyOf(jobs);
        this.patience = settings.patience();
        this.cost = settings.cost();
        this.habits = habits;
        this.cut = installed.profile().limits().maxRead();
        this.polled = jobs.stream()
                .flatMapToInt(j -> Arrays.stream(j.indexes()))
                .sorted()
                .distinct()
                .toArray();
        this.introduction =
                IdentityRows.of(installed.profile()).map(ReadBlock::new).orElse(null);
    }

    InstalledDevice installed() {
        return installed;
    }

    String key() {
        return installed.device().key();
    }

    int unit() {
        return installed.device().unit();
    }

    List<PollJob> jobs() {
        return jobs;
    }

    Tally tally() {
        return tally;
    }

    Habits habits() {
        return habits;
    }

    /** Average turnaround as it is measured, or would be; nanoseconds. */
    long turnaround() {
        return habits.mean(
                cost.seenNanos(Duration.ofMillis(installed.profile().limits().turnaroundMs())));
    }

    /** What reading so many registers takes, in nanoseconds. */
    long expected(int registers) {
        return cost.measuredNanos(registers, turnaround());
    }

    /** Most registers of one read that is not of the fast group. */
    int cut() {
        return cut;
    }

    void cutAt(int registers) {
        cut = registers;
    }

    /**
     * Notes that somebody looks at it.
     *
     * @param now the present moment.
     * @return whether nobody did until now.
     */
    boolean watch(long now) {
        boolean first = watchedUntil <= now;
        watchedUntil = now + WATCHED_NANOS;
        return first;
    }

    boolean watched(long now) {
        return now < watchedUntil;
    }

    boolean silent() {
        return state == State.SILENT;
    }

    /** Whether it answered when it was last asked. */
    boolean answers() {
        return state == State.GOOD && failures == 0;
    }

    boolean inDoubt() {
        return failures > 0 && !silent();
    }

    /** Job whose read failed and is to be tried again; null when the device is not in doubt. */
    @Nullable
    PollJob doubted() {
        return doubted;
    }

    /** Whether the next try asks for something else, to tell a deaf block from a silent device. */
    boolean checking() {
        return checking;
    }

    /** What a device is asked to find out whether it lives. */
    ReadBlock probe() {
        return jobs.get(0).firstBlock();
    }

    /** When it is asked again, for people. */
    Instant nextTry() {
        return nextTry;
    }

    /**
     * Returns what a device is asked before its values are read: after a silence it may be another one.
     *
     * @return a block without points; null when it introduced itself, or can't.
     */
    @Nullable
    ReadBlock introduction() {
        return stranger ? introduction : null;
    }

    /** Notes that it introduced itself, or does not want to. */
    void introduced() {
        stranger = false;
    }

    long probeAt() {
        return probeAt;
    }

    /**
     * Starts all jobs.
     *
     * @param now the present moment.
     * @param position place among the devices of the line, 0..1, so that their periods are spread.
     */
    void restart(long now, double position) {
        failures = 0;
        doubted = null;
        checking = false;
        state = State.UNKNOWN;
        nextTry = Instant.EPOCH;
        stranger = true;
        for (PollJob job : jobs) {
            long period = job.deadline() - job.release();
            job.restart(now + (long) (period * position));
        }
    }

    /**
     * Notes an answer.
     *
     * @param at when it was received.
     * @param turnaround nanoseconds from the end of the request to the begin of the answer.
     * @param guard decides whether its time-out may be lowered.
     * @param now the present moment.
     * @return whether the device was silent until now.
     */
    boolean answered(Instant at, long turnaround, TimeoutGuard guard, long now) {
        boolean wasSilent = silent();
        lastAnswer = at;
        habits.answered(turnaround, guard, now);
        state = State.GOOD;
        nextTry = Instant.EPOCH;
        failures = 0;
        doubted = null;
        checking = false;
        return wasSilent;
    }

    /**
     * Takes note of answers that came after their time-out.
     *
     * @param total how many since the line was made.
     */
    void heardLate(long total) {
        if (late >= 0 && total > late) {
            habits.late(total - late);
        }
        late = total;
    }

    /**
     * Time-out of the next try: doubled with each try that failed, up to the configured one, lest a slow answer be lost
     * twice; a silent device gets the configured one.
     */
    Duration timeout() {
        long timeout = habits.timeout();
        long most = Math.max(timeout, patience.timeout().toNanos());
        return Duration.ofNanos(silent() ? most : Math.min(most, timeout << Math.min(failures, 10)));
    }

    /**
     * Notes a read that failed.
     *
     * @param job whose read it was.
     * @param block what was asked.
     * @return what to do now.
     */
    Verdict failed(PollJob job, ReadBlock block) {
        failures++;
        doubted = job;
        if (failures <= patience.retries()) {
            return Verdict.TRY_AGAIN;
        }
        if (!checking && block != probe()) {
            checking = true;
            return Verdict.TRY_AGAIN;
        }
        return Verdict.SILENT;
    }

    /** What a failed read means. */
    enum Verdict {
        /** Ask again. */
        TRY_AGAIN,
        /** The device does not answer. */
        SILENT
    }

    int tries() {
        return failures;
    }

    void fallSilent(long now, Instant wall) {
        state = State.SILENT;
        stranger = true;
        failures = 0;
        doubted = null;
        checking = false;
        backOff = FIRST_BACK_OFF;
        scheduleProbe(now, wall);
    }

    void probeFailed(long now, Instant wall) {
        backOff = Math.min(2 * backOff, LAST_BACK_OFF);
        scheduleProbe(now, wall);
    }

    private void scheduleProbe(long now, Instant wall) {
        probeAt = now + backOff;
        nextTry = wall.plusNanos(backOff);
    }

    /** Every polled point missing, for one cause. */
    ReadingBatch missing(Cause cause, Instant at) {
        ReadingBatch.Builder batch = ReadingBatch.builder(installed.schema(), at, polled.length);
        IntStream.of(polled).forEach(index -> batch.addMissing(index, cause));
        return batch.build();
    }

    boolean inRound() {
        return inRound;
    }

    void markRound(boolean done) {
        inRound = done;
    }

    /**
     * Tells how it is doing.
     *
     * @param late how many of its answers came after their time-out.
     */
    DeviceStatus status(long late) {
        return new DeviceStatus(
                key(),
                unit(),
                state,
                tally.ofDevice(late),
                lastAnswer,
                Duration.ofNanos(habits.mean(0)),
                Duration.ofNanos(habits.timeout()),
                nextTry);
    }
}
