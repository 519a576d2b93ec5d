package io.karawatt.simulator.internal.physics;

import java.util.Arrays;

/**
 * A periodic voltage or current as RMS phasors of its ranks 1..63 (IEC 61000-4-7). Everything that a meter shows of it
 * follows from these, so that RMS, ranks and distortion always agree.
 */
public final class Spectrum {

    /** Highest rank. */
    public static final int RANKS = 63;

    private final double[] real = new double[RANKS + 1];
    private final double[] imaginary = new double[RANKS + 1];
    private double all;
    private double rms;

    /** Sets all ranks to nothing. */
    public void clear() {
        Arrays.fill(real, 0);
        Arrays.fill(imaginary, 0);
        all = 0;
        rms = 0;
    }

    /**
     * Sets one rank; call {@link #seal} after the last.
     *
     * @param rank 1..63.
     * @param re real part, RMS.
     * @param im imaginary part, RMS.
     */
    public void set(int rank, double re, double im) {
        real[rank] = re;
        imaginary[rank] = im;
    }

    /**
     * Takes over a weighted sum of two others, and seals.
     *
     * @param first one.
     * @param firstWeight its weight.
     * @param second the other.
     * @param secondWeight its weight.
     */
    public void combine(Spectrum first, double firstWeight, Spectrum second, double secondWeight) {
        for (int rank = 1; rank <= RANKS; rank++) {
            real[rank] = firstWeight * first.real[rank] + secondWeight * second.real[rank];
            imaginary[rank] = firstWeight * first.imaginary[rank] + secondWeight * second.imaginary[rank];
        }
        seal();
    }

    /** Computes the RMS value from the ranks. */
    public void seal() {
        all = sum(1, RANKS);
        rms = Math.sqrt(all);
    }

    /**
     * Returns the RMS value over all ranks.
     *
     * @return V or A.
     */
    public double rms() {
        return rms;
    }

    /**
     * Returns the real part of a rank.
     *
     * @param rank 1..63.
     * @return RMS.
     */
    public double re(int rank) {
        return real[rank];
    }

    /**
     * Returns the imaginary part of a rank.
     *
     * @param rank 1..63.
     * @return RMS.
     */
    public double im(int rank) {
        return imaginary[rank];
    }

    /**
     * Returns the size of a rank.
     *
     * @param rank 1..63.
     * @return RMS.
     */
    public double magnitude(int rank) {
        return Math.hypot(real[rank], imaginary[rank]);
    }

    /**
     * Returns the angle of a rank.
     *
     * @param rank 1..63.
     * @return rad, -pi..pi; 0 for a rank that is not there.
     */
    public double angle(int rank) {
        return Math.atan2(imaginary[rank], real[rank]);
    }

    /**
     * Returns the sum of the squares of ranks.
     *
     * @param from first rank.
     * @param to last rank, at most 63.
     * @return the sum.
     */
    public double squares(int from, int to) {
        if (from == 2 && to == RANKS) {
            return Math.max(0, all - real[1] * real[1] - imaginary[1] * imaginary[1]);
        }
        return sum(from, to);
    }

    private double sum(int from, int to) {
        double sum = 0;
        for (int rank = from; rank <= to; rank++) {
            sum += real[rank] * real[rank] + imaginary[rank] * imaginary[rank];
        }
        return sum;
    }

    /**
     * Returns the sum of the squares of ranks, each times its rank squared.
     *
     * @param to last rank, at most 63.
     * @return the sum.
     */
    public double rankedSquares(int to) {
        double sum = 0;
        for (int rank = 1; rank <= to; rank++) {
            sum += rank * rank * (real[rank] * real[rank] + imaginary[rank] * imaginary[rank]);
        }
        return sum;
    }

    /**
     * Returns the mean power of a voltage and a current.
     *
     * @param current the current; this is the voltage.
     * @return W, over all ranks.
     */
    public double power(Spectrum current) {
        double sum = 0;
        for (int rank = 1; rank <= RANKS; rank++) {
            sum += real[rank] * current.real[rank] + imaginary[rank] * current.imaginary[rank];
        }
        return sum;
    }

    /**
     * Returns the reactive power of the fundamentals.
     *
     * @param current the current; this is the voltage.
     * @return var, positive when the current lags.
     */
    public double reactive(Spectrum current) {
        return imaginary[1] * current.real[1] - real[1] * current.imaginary[1];
    }
}
