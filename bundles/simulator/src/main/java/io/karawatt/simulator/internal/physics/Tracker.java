package io.karawatt.simulator.internal.physics;

import java.util.function.DoubleSupplier;

/**
 * Mean, smallest and largest of one value, as a meter keeps them: the mean over periods that begin with the clock, the
 * extremes since their last reset, and the extremes of the means.
 *
 * <p>A power factor is averaged as the quotient of two means, never as a mean of quotients; hence the two sources.
 */
public final class Tracker {

    private final DoubleSupplier value;
    private final DoubleSupplier above;
    private final DoubleSupplier below;
    private double sumAbove;
    private double sumBelow;
    private double mean;
    private boolean complete;
    private final Extremes instant = new Extremes();
    private final Extremes means = new Extremes();

    /** Largest and smallest with their dates. */
    public static final class Extremes {

        private double max;
        private double min;
        private long maxAt;
        private long minAt;
        private boolean seen;

        private void see(double number, long second) {
            if (!seen || number > max) {
                max = number;
                maxAt = second;
            }
            if (!seen || number < min) {
                min = number;
                minAt = second;
            }
            seen = true;
        }

        /**
         * Returns the largest.
         *
         * @return in the base unit.
         */
        public double max() {
            return max;
        }

        /**
         * Returns the smallest.
         *
         * @return in the base unit.
         */
        public double min() {
            return min;
        }

        /**
         * Returns when the largest was seen.
         *
         * @return seconds since 1970.
         */
        public long maxAt() {
            return maxAt;
        }

        /**
         * Returns when the smallest was seen.
         *
         * @return seconds since 1970.
         */
        public long minAt() {
            return minAt;
        }

        /** Begins anew with the next value. */
        public void reset() {
            seen = false;
        }
    }

    /**
     * Makes one for a value that is averaged as it is.
     *
     * @param value the value now.
     */
    public Tracker(DoubleSupplier value) {
        this(value, value, () -> 1);
    }

    /**
     * Makes one for a quotient.
     *
     * @param value the value now.
     * @param above what is averaged above the line.
     * @param below what is averaged below the line.
     */
    public Tracker(DoubleSupplier value, DoubleSupplier above, DoubleSupplier below) {
        this.value = value;
        this.above = above;
        this.below = below;
    }

    /**
     * Takes the value of a step.
     *
     * @param second seconds since 1970.
     * @param weight length of the step in seconds.
     */
    public void step(long second, double weight) {
        sumAbove += weight * above.getAsDouble();
        sumBelow += weight * below.getAsDouble();
        instant.see(value.getAsDouble(), second);
        if (!complete) {
            mean = running();
        }
    }

    /**
     * Ends the period.
     *
     * @param second seconds since 1970.
     */
    public void endPeriod(long second) {
        if (sumBelow != 0 || sumAbove != 0) {
            mean = running();
            complete = true;
            means.see(mean, second);
        }
        sumAbove = 0;
        sumBelow = 0;
    }

    private double running() {
        return sumBelow == 0 ? 0 : sumAbove / sumBelow;
    }

    /**
     * Returns the mean of the last complete period; before the first, the mean so far.
     *
     * @return in the base unit.
     */
    public double mean() {
        return mean;
    }

    /**
     * Returns the extremes of the value.
     *
     * @return since their last reset.
     */
    public Extremes instant() {
        return instant;
    }

    /**
     * Returns the extremes of the means.
     *
     * @return since their last reset; those of the running mean before the first period ended.
     */
    public Extremes means() {
        if (!means.seen) {
            means.max = mean;
            means.min = mean;
            means.maxAt = instant.maxAt;
            means.minAt = instant.minAt;
        }
        return means;
    }
}
