package io.karawatt.simulator.internal.physics;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Mean powers of the last periods: P+, P-, Q+, Q-, S, each over periods that begin with the clock. */
public final class LoadCurve {

    /** Number of curves. */
    public static final int CURVES = 5;

    /** How many periods are kept. */
    public static final int KEPT = 5;

    private final double[] sums = new double[CURVES];
    private final double[] now = new double[CURVES];
    private final double[] largest = new double[CURVES];
    private final Deque<Period> kept = new ArrayDeque<>();
    private double covered;

    /** A finished period: when it ended (seconds since 1970), its means, and 1 when it was not measured throughout. */
    private static final class Period {

        private final long end;
        private final double[] means;
        private final int flag;

        private Period(long end, double[] means, int flag) {
            this.end = end;
            this.means = means;
            this.flag = flag;
        }
    }

    /**
     * Takes the powers of a step.
     *
     * @param p W.
     * @param q var.
     * @param s VA.
     * @param weight length of the step in seconds.
     */
    public void step(double p, double q, double s, double weight) {
        now[0] = Math.max(p, 0);
        now[1] = Math.max(-p, 0);
        now[2] = Math.max(q, 0);
        now[3] = Math.max(-q, 0);
        now[4] = s;
        for (int i = 0; i < CURVES; i++) {
            sums[i] += weight * now[i];
        }
        covered += weight;
    }

    /**
     * Ends the period.
     *
     * @param end seconds since 1970.
     * @param length planned length in seconds.
     */
    public void endPeriod(long end, long length) {
        if (covered <= 0) {
            return;
        }
        double[] means = new double[CURVES];
        for (int i = 0; i < CURVES; i++) {
            means[i] = sums[i] / covered;
            largest[i] = Math.max(largest[i], means[i]);
        }
        kept.addFirst(new Period(end, means, covered < length - 0.5 ? 1 : 0));
        if (kept.size() > KEPT) {
            kept.removeLast();
        }
        Arrays.fill(sums, 0);
        covered = 0;
    }

    /**
     * Returns the mean of a finished period.
     *
     * @param curve 0 P+, 1 P-, 2 Q+, 3 Q-, 4 S.
     * @param back 1 the last one, up to 5.
     * @return W, var or VA; 0 when there was none yet.
     */
    public double mean(int curve, int back) {
        return kept.stream()
                .skip(back - 1L)
                .findFirst()
                .map(p -> p.means[curve])
                .orElse(0.0);
    }

    /**
     * Returns when a finished period ended.
     *
     * @param back 1 the last one, up to 5.
     * @return seconds since 1970; 0 when there was none yet.
     */
    public long end(int back) {
        return kept.stream().skip(back - 1L).findFirst().map(p -> p.end).orElse(0L);
    }

    /**
     * Tells whether a finished period is incomplete.
     *
     * @param back 1 the last one, up to 5.
     * @return 1 when it is, else 0.
     */
    public int flag(int back) {
        return kept.stream().skip(back - 1L).findFirst().map(p -> p.flag).orElse(0);
    }

    /**
     * Returns the largest mean.
     *
     * @param curve 0 P+, 1 P-, 2 Q+, 3 Q-, 4 S.
     * @return W, var or VA, since the start.
     */
    public double largest(int curve) {
        return largest[curve];
    }

    /**
     * Foretells the mean of the running period: what was measured so far, and the present power for the rest.
     *
     * @param curve 0 P+, 1 P-, 2 Q+, 3 Q-, 4 S.
     * @param length length of the period in seconds.
     * @param left seconds left of it.
     * @return W, var or VA.
     */
    public double predicted(int curve, double length, double left) {
        double soFar = covered <= 0 ? now[curve] : sums[curve] / covered;
        return (soFar * (length - left) + now[curve] * left) / length;
    }

    /**
     * Tells whether the active power rises against the running mean.
     *
     * @return 0 steady, 1 rising, 2 falling.
     */
    public int trend() {
        double mean = covered <= 0 ? now[0] : sums[0] / covered;
        double difference = now[0] - mean;
        if (Math.abs(difference) <= 0.02 * Math.max(mean, 1)) {
            return 0;
        }
        return difference > 0 ? 1 : 2;
    }
}
