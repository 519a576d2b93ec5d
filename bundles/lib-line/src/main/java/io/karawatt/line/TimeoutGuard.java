package io.karawatt.line;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes shorter time-outs on trial: when errors rise on the line after them, whoever they befall, all of them are taken
 * back. A device that answers after its time-out disturbs its neighbours, so that one device's impatience is another
 * one's error.
 *
 * <p>An error is a read that failed and was healed by a second try; devices that fell silent are no evidence. Belongs
 * to the thread of the line.
 */
final class TimeoutGuard {

    /** Transactions of a trial. */
    private static final int TRIAL = 500;

    /** Transactions that tell how many errors are usual on the line. */
    private static final int USUAL = 100;

    private static final int LEAST_ERRORS = 3;
    private static final long FIRST_PAUSE = 3_600_000_000_000L;
    private static final long LAST_PAUSE = 24 * FIRST_PAUSE;
    private static final int MOST_CAUTION = 8;

    private final List<Learner> onTrial = new ArrayList<>();
    private int transactions;
    private int errors;
    private double before;
    private boolean trying;
    private long pausedUntil = Long.MIN_VALUE;
    private long pause = FIRST_PAUSE;
    private int caution = 1;

    /** One whose time-out was lowered. */
    interface Learner {

        /** The shorter time-out proved itself. */
        void keep();

        /** The shorter time-out did harm. */
        void takeBack();
    }

    /** What a trial showed. */
    enum Verdict {
        /** There is none, or it goes on. */
        NONE,
        /** The shorter time-outs stay. */
        KEPT,
        /** They were taken back. */
        TAKEN_BACK
    }

    /** By how much learnt time-outs are multiplied: each trial that failed doubles it. */
    int caution() {
        return caution;
    }

    /**
     * Asks whether a time-out may be lowered now; begins a trial if none is under way.
     *
     * @param learner whose.
     * @param now the present moment.
     * @return whether it may.
     */
    boolean admits(Learner learner, long now) {
        if (now < pausedUntil || (trying ? transactions > TRIAL / 2 : transactions < USUAL)) {
            return false;
        }
        if (!trying) {
            before = (errors + 0.1) / (transactions + 10);
            trying = true;
            transactions = 0;
            errors = 0;
        }
        if (!onTrial.contains(learner)) {
            onTrial.add(learner);
        }
        return true;
    }

    /**
     * Counts a transaction that was answered.
     *
     * @param healed reads that failed before it and that it made good.
     * @param now the present moment.
     * @return what the trial showed.
     */
    Verdict answered(int healed, long now) {
        transactions++;
        errors += healed;
        if (!trying) {
            if (transactions >= 2 * TRIAL) {
                transactions /= 2;
                errors /= 2;
            }
            return Verdict.NONE;
        }
        double expected = before * transactions;
        if (errors >= LEAST_ERRORS && errors > 2 * expected + 2 * Math.sqrt(expected)) {
            onTrial.forEach(Learner::takeBack);
            pausedUntil = now + pause;
            pause = Math.min(2 * pause, LAST_PAUSE);
            caution = Math.min(2 * caution, MOST_CAUTION);
            end();
            return Verdict.TAKEN_BACK;
        }
        if (transactions < TRIAL) {
            return Verdict.NONE;
        }
        onTrial.forEach(Learner::keep);
        end();
        return Verdict.KEPT;
    }

    /** A new trial is weighed against what comes from now on. */
    private void end() {
        onTrial.clear();
        trying = false;
        transactions = 0;
        errors = 0;
    }

    /** Gives up caution: everything is learnt anew. */
    void relax() {
        pausedUntil = Long.MIN_VALUE;
        pause = FIRST_PAUSE;
        caution = 1;
    }
}
