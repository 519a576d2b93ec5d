package io.karawatt.line;

import io.karawatt.bus.DeviceHabit;
import io.karawatt.bus.DeviceHabit.Span;
import io.karawatt.line.LineSettings.Patience;
import io.karawatt.model.RegisterTable;
import io.karawatt.topology.Device;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What was learnt about one device. Changed by the thread of the line alone; read by anybody. */
final class Habits implements TimeoutGuard.Learner {

    private static final int SAMPLES_TO_LEARN = 20;
    /** Answers that the average turnaround rests on: a minute or so, lest the budget follow every whim. */
    private static final int AVERAGED = 64;

    private static final int MOST_SAMPLES = 50_000;
    private static final int MOST_LATE = 10;
    private static final int MOST_SPANS = 256;
    private static final double TYPICAL = 0.5;
    private static final double TAIL = 0.999;
    /** A time-out is lowered only when that gains something. */
    private static final double WORTHWHILE = 0.8;

    private final Patience patience;
    private final Histogram turnarounds = new Histogram(MOST_SAMPLES);
    private volatile long timeout;
    private volatile long mean;
    private volatile long beforeTrial;
    private volatile int largest;
    private volatile int readLimit;
    private volatile List<Span> unreadable = List.of();
    private long peak;
    private int samples;

    Habits(Patience patience) {
        this.patience = patience;
        timeout = patience.timeout().toNanos();
    }

    /** Takes up what was learnt before the gateway was restarted. */
    void restore(DeviceHabit stored) {
        turnarounds.addAll(stored.histogram());
        timeout = Math.max(
                patience.floor().toNanos(), Math.min(longest(), stored.timeout().toNanos()));
        mean = stored.typical().toNanos();
        peak = timeout / 4;
        samples = (int) Math.min(stored.samples(), AVERAGED);
        largest = stored.largestRead();
        readLimit = stored.readLimit();
        unreadable = stored.unreadable();
    }

    void forget() {
        turnarounds.clear();
        timeout = patience.timeout().toNanos();
        mean = 0;
        beforeTrial = 0;
        largest = 0;
        readLimit = 0;
        unreadable = List.of();
        peak = 0;
        samples = 0;
    }

    /**
     * Notes an answer in time.
     *
     * @param turnaround nanoseconds from the end of the request to the begin of the answer.
     * @param guard decides whether the time-out may be lowered.
     * @param now the present moment.
     */
    void answered(long turnaround, TimeoutGuard guard, long now) {
        turnarounds.add(turnaround);
        samples = Math.min(samples + 1, AVERAGED);
        long before = mean;
        mean = before + (turnaround - before) / samples;
        peak = turnaround > peak ? turnaround : peak - (peak - turnaround) / 64;
        if (samples >= SAMPLES_TO_LEARN) {
            adopt(wanted(guard.caution()), guard, now);
        }
    }

    /**
     * Notes that answers came after the time-out. How long they took is not known, but it was longer than that; so they
     * count as twice the time-out, and the next ones are waited for.
     *
     * @param answers how many.
     */
    void late(long answers) {
        for (long i = 0; i < Math.min(answers, MOST_LATE); i++) {
            turnarounds.add(2 * timeout);
        }
        timeout = Math.max(timeout, wanted(1));
    }

    private void adopt(long wanted, TimeoutGuard guard, long now) {
        long present = timeout;
        if (wanted >= present) {
            timeout = wanted;
        } else if (wanted < present * WORTHWHILE && guard.admits(this, now)) {
            beforeTrial = Math.max(beforeTrial, present);
            timeout = wanted;
        }
    }

    /** Four times the slowest of late, or twice what all but one of a thousand keep; between floor and ceiling. */
    private long wanted(int caution) {
        long habit = Math.max(4 * peak, reach());
        return Math.max(patience.floor().toNanos(), Math.min(longest(), caution * habit));
    }

    private long longest() {
        return patience.timeout().toNanos() * 4;
    }

    @Override
    public void keep() {
        beforeTrial = 0;
    }

    @Override
    public void takeBack() {
        timeout = Math.max(timeout, beforeTrial);
        beforeTrial = 0;
    }

    /** How long to wait for an answer that must not come late, in nanoseconds: twice what nearly all keep. */
    long reach() {
        return 2 * turnarounds.quantile(TAIL);
    }

    /** Time-out in use, in nanoseconds. */
    long timeout() {
        return timeout;
    }

    /**
     * Returns the average turnaround of late.
     *
     * @param expected what to go by before the first answer.
     * @return nanoseconds.
     */
    long mean(long expected) {
        return mean == 0 ? expected : mean;
    }

    /** Notes how many registers came at once. */
    void brought(int registers) {
        if (registers > largest) {
            largest = registers;
        }
    }

    int readLimit() {
        return readLimit;
    }

    /** Notes that reads of this size are answered where longer ones are refused. */
    void limitReads(int registers) {
        readLimit = readLimit == 0 ? registers : Math.min(readLimit, registers);
    }

    List<Span> unreadable() {
        return unreadable;
    }

    void addUnreadable(Span span) {
        if (!unreadable.contains(span) && unreadable.size() < MOST_SPANS) {
            List<Span> more = new ArrayList<>(unreadable);
            more.add(span);
            more.sort(Comparator.comparing(Span::table).thenComparingInt(Span::address));
            unreadable = List.copyOf(more);
        }
    }

    /** Whether any of these registers was refused. */
    boolean refused(RegisterTable table, int first, int end) {
        for (Span span : unreadable) {
            if (span.meets(table, first, end)) {
                return true;
            }
        }
        return false;
    }

    /** All of it, for people. */
    DeviceHabit snapshot(Device device) {
        return habit(device, timeout);
    }

    /** What is worth keeping: a time-out on trial is not. */
    DeviceHabit proven(Device device) {
        return habit(device, Math.max(timeout, beforeTrial));
    }

    private DeviceHabit habit(Device device, long shown) {
        return new DeviceHabit(
                device.key(),
                device.reference(),
                device.unit(),
                turnarounds.samples(),
                Duration.ofNanos(turnarounds.quantile(TYPICAL)),
                Duration.ofNanos(turnarounds.quantile(TAIL)),
                Duration.ofNanos(shown),
                beforeTrial > 0,
                largest,
                readLimit,
                unreadable,
                turnarounds.bins());
    }
}
