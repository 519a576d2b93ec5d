package io.karawatt.simulator.internal.physics;

import java.util.Arrays;

/** An index that never falls, with its partial and tariff indexes. */
public final class Counter {

    /** Number of tariffs. */
    public static final int TARIFFS = 8;

    private double total;
    private double partialStart;
    private double lastPartial;
    private final double[] tariffs = new double[TARIFFS];
    private final double[] tariffStarts = new double[TARIFFS];

    /**
     * Counts on.
     *
     * @param amount 0 or more.
     * @param tariff tariff in force, 0..7.
     */
    public void add(double amount, int tariff) {
        total += amount;
        tariffs[tariff] += amount;
    }

    /** Ends the partial index and begins it anew. */
    public void resetPartial() {
        lastPartial = partial();
        partialStart = total;
    }

    /**
     * Begins a partial tariff index anew.
     *
     * @param tariff 0..7.
     */
    public void resetTariff(int tariff) {
        tariffStarts[tariff] = tariffs[tariff];
    }

    /** Back to nothing, as after a reset to factory settings. */
    public void clear() {
        total = 0;
        partialStart = 0;
        lastPartial = 0;
        Arrays.fill(tariffs, 0);
        Arrays.fill(tariffStarts, 0);
    }

    /**
     * Returns the index.
     *
     * @return since commissioning.
     */
    public double total() {
        return total;
    }

    /**
     * Returns the partial index.
     *
     * @return since its last reset.
     */
    public double partial() {
        return total - partialStart;
    }

    /**
     * Returns what the partial index was at its last reset.
     *
     * @return 0 when it was never reset.
     */
    public double lastPartial() {
        return lastPartial;
    }

    /**
     * Returns a tariff index.
     *
     * @param tariff 0..7.
     * @return since commissioning.
     */
    public double tariff(int tariff) {
        return tariffs[tariff];
    }

    /**
     * Returns a partial tariff index.
     *
     * @param tariff 0..7.
     * @return since its last reset.
     */
    public double partialTariff(int tariff) {
        return tariffs[tariff] - tariffStarts[tariff];
    }
}
