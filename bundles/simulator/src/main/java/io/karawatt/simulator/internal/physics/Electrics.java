package io.karawatt.simulator.internal.physics;

import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** What counters, curves and means are made from: a circuit of alternating or direct current. */
public interface Electrics {

    /**
     * Moves to a moment; the supply must have been moved before.
     *
     * @param now the moment.
     */
    void update(Moment now);

    /**
     * Returns active power.
     *
     * @param line 1..3, or 0 for the total.
     * @return W, positive when drawn.
     */
    double active(int line);

    /**
     * Returns reactive power.
     *
     * @param line 1..3, or 0 for the total.
     * @return var, positive when the current lags.
     */
    double reactive(int line);

    /**
     * Returns apparent power.
     *
     * @param line 1..3, or 0 for the arithmetic total.
     * @return VA.
     */
    double apparent(int line);

    /**
     * Returns the direct current.
     *
     * @return A, positive when drawn; 0 for alternating current.
     */
    double directCurrent();

    /**
     * Returns what the load would draw at a moment, without moving there.
     *
     * @param then the moment.
     * @return W; 0 where there is no load.
     */
    double planned(Moment then);

    /**
     * Returns tan phi of the load.
     *
     * @return var for each W; negative when leading.
     */
    double tangent();

    /**
     * Finds a value.
     *
     * @param rule how the table of quantities says it is computed.
     * @param method how the device was told to compute.
     * @return its source, or empty when this circuit knows nothing of the kind.
     */
    Optional<DoubleSupplier> value(QuantityRule rule, Supplier<Method> method);
}
