package io.karawatt.simulator.internal.physics;

import java.util.List;

/** The measured voltages and currents of a circuit. */
public enum Channel {
    /** Phase 1 to neutral. */
    V1,
    /** Phase 2 to neutral. */
    V2,
    /** Phase 3 to neutral. */
    V3,
    /** Neutral to earth. */
    VN,
    /** Phase 1 to phase 2. */
    U12,
    /** Phase 2 to phase 3. */
    U23,
    /** Phase 3 to phase 1. */
    U31,
    /** Current of phase 1. */
    I1,
    /** Current of phase 2. */
    I2,
    /** Current of phase 3. */
    I3,
    /** Current of the neutral. */
    IN;

    /** Phase to neutral, in order. */
    public static final List<Channel> VOLTAGES = List.of(V1, V2, V3);

    /** Phase to phase, in order. */
    public static final List<Channel> PAIRS = List.of(U12, U23, U31);

    /** Phase currents, in order. */
    public static final List<Channel> CURRENTS = List.of(I1, I2, I3);

    /**
     * Returns the three of a kind.
     *
     * @param kind {@code V}, {@code U} or {@code I}.
     * @return in order.
     */
    public static List<Channel> three(String kind) {
        return switch (kind) {
            case "V" -> VOLTAGES;
            case "U" -> PAIRS;
            case "I" -> CURRENTS;
            default -> throw new IllegalArgumentException("no channels of kind " + kind);
        };
    }

    /**
     * Tells whether it is a current.
     *
     * @return false for voltages.
     */
    public boolean current() {
        return this == IN || CURRENTS.contains(this);
    }
}
