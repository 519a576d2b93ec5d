package io.karawatt.bench;

/**
 * One figure.
 *
 * @param bench name of the benchmark, for example {@code wire}.
 * @param situation what was measured, for example {@code 32 devices, 38400 Bd}.
 * @param metric name of the figure, lower case with hyphens, unit included where it has one: {@code p99-ms}.
 * @param value the figure.
 * @param unit unit of the figure; {@code -} for a ratio.
 * @param reference limit or peer figure in the same unit; NaN when there is none.
 * @param referenceName what the reference is, for example {@code limit} or {@code bare NIO echo}.
 */
public record Row(
        String bench,
        String situation,
        String metric,
        double value,
        String unit,
        double reference,
        String referenceName) {

    /**
     * Returns the figure as a share of its reference.
     *
     * @return value / reference; NaN when there is no reference.
     */
    public double ratio() {
        return reference == 0 ? Double.NaN : value / reference;
    }
}
