package io.karawatt.simulator.internal.physics;

/** One way to get a number from a circuit; the grammar behind {@code quantities.csv}. */
@FunctionalInterface
public interface Formula {

    /**
     * Computes.
     *
     * @param circuit the circuit as it is now.
     * @param method how the device was told to compute.
     * @return the number in the base unit; 0 where the circuit has nothing to measure.
     */
    double of(Circuit circuit, Method method);
}
