package io.karawatt.model;

import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;

/**
 * What one poll of one device brought: some of the points of its schema, all at one instant.
 *
 * <p>Immutable and compact: one array of indexes, one of numbers, one of causes; no object per value.
 */
public final class ReadingBatch {

    private static final byte GOOD = -1;

    private final PointSchema schema;
    private final Instant at;
    private final int[] indexes;
    private final double[] numbers;
    private final byte[] causes;

    private ReadingBatch(PointSchema schema, Instant at, int[] indexes, double[] numbers, byte[] causes) {
        this.schema = schema;
        this.at = at;
        this.indexes = indexes;
        this.numbers = numbers;
        this.causes = causes;
    }

    /**
     * Starts a batch.
     *
     * @param schema whose indexes are used.
     * @param at when the answer was received (UTC).
     * @param capacity largest number of values that will be added.
     * @return an empty builder.
     */
    public static Builder builder(PointSchema schema, Instant at, int capacity) {
        return new Builder(schema, at, capacity);
    }

    /**
     * Returns the schema that the indexes refer to.
     *
     * @return the schema.
     */
    public PointSchema schema() {
        return schema;
    }

    /**
     * Returns when the answer was received from the device.
     *
     * @return the instant (UTC).
     */
    public Instant at() {
        return at;
    }

    /**
     * Returns how many values the batch holds.
     *
     * @return number of values.
     */
    public int size() {
        return indexes.length;
    }

    /**
     * Returns which point a value belongs to.
     *
     * @param position 0 .. {@link #size()} - 1.
     * @return index in the schema; rises with the position.
     */
    public int index(int position) {
        return indexes[position];
    }

    /**
     * Returns a number without making an object.
     *
     * @param position 0 .. {@link #size()} - 1.
     * @return the number in the base unit, NaN when it is missing.
     */
    public double number(int position) {
        return numbers[position];
    }

    /**
     * Returns a value.
     *
     * @param position 0 .. {@link #size()} - 1.
     * @return the number or the cause.
     */
    public Value value(int position) {
        byte cause = causes[position];
        return cause == GOOD ? new Value.Good(numbers[position]) : new Value.Missing(Cause.of(cause));
    }

    /**
     * Finds a point in this batch.
     *
     * @param index index in the schema.
     * @return the position, or a negative number when this batch does not hold the point.
     */
    public int positionOf(int index) {
        return Arrays.binarySearch(indexes, index);
    }

    /**
     * Shows the batch as readings, made one by one when asked for.
     *
     * @return unmodifiable view.
     */
    public List<Reading> readings() {
        return new AbstractList<>() {
            @Override
            public Reading get(int position) {
                PointKey key = schema.keys().get(indexes[position]);
                return new Reading(new PointId(schema.device(), key), value(position), at);
            }

            @Override
            public int size() {
                return indexes.length;
            }
        };
    }

    @Override
    public String toString() {
        return schema.device() + "@" + at + "[" + indexes.length + " values]";
    }

    /** Collects the values of one batch; not thread-safe. */
    public static final class Builder {

        private final PointSchema schema;
        private final Instant at;
        private final int[] indexes;
        private final double[] numbers;
        private final byte[] causes;
        private int size;

        private Builder(PointSchema schema, Instant at, int capacity) {
            this.schema = schema;
            this.at = at;
            this.indexes = new int[capacity];
            this.numbers = new double[capacity];
            this.causes = new byte[capacity];
        }

        /**
         * Adds a number; one that is not finite becomes {@link Cause#UNREADABLE}.
         *
         * @param index index in the schema, larger than the one added before.
         * @param number in the base unit of the quantity.
         * @return this builder.
         * @throws IllegalArgumentException when the index is out of order or not in the schema.
         */
        public Builder add(int index, double number) {
            if (!Double.isFinite(number)) {
                return addMissing(index, Cause.UNREADABLE);
            }
            put(index, number, GOOD);
            return this;
        }

        /**
         * Adds a value that could not be had.
         *
         * @param index index in the schema, larger than the one added before.
         * @param cause why.
         * @return this builder.
         * @throws IllegalArgumentException when the index is out of order or not in the schema.
         */
        public Builder addMissing(int index, Cause cause) {
            put(index, Double.NaN, (byte) cause.code());
            return this;
        }

        /**
         * Ends the batch.
         *
         * @return the batch.
         */
        public ReadingBatch build() {
            return new ReadingBatch(
                    schema,
                    at,
                    Arrays.copyOf(indexes, size),
                    Arrays.copyOf(numbers, size),
                    Arrays.copyOf(causes, size));
        }

        private void put(int index, double number, byte cause) {
            if (index < 0 || index >= schema.size() || (size > 0 && index <= indexes[size - 1])) {
                throw new IllegalArgumentException(
                        "point " + index + " of " + schema + " is unknown or not in rising order");
            }
            indexes[size] = index;
            numbers[size] = number;
            causes[size] = cause;
            size++;
        }
    }
}
