package io.karawatt.model;

/**
 * The numbers that make sense for a quantity, both ends included.
 *
 * @param least smallest one, in the base unit; minus infinity when there is none.
 * @param most largest one, in the base unit; infinity when there is none.
 */
public record Range(double least, double most) {

    /** All numbers. */
    public static final Range ALL = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** Refuses an empty range. */
    public Range {
        if (!(least <= most)) {
            throw new IllegalArgumentException("a range from " + least + " to " + most + " holds no number");
        }
    }

    /**
     * Tells whether a number makes sense.
     *
     * @param number in the base unit.
     * @return false also for NaN.
     */
    public boolean contains(double number) {
        return number >= least && number <= most;
    }
}
