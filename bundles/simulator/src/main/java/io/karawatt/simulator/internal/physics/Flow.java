package io.karawatt.simulator.internal.physics;

/** What is counted: energies of both directions and four quadrants, charge of direct current. */
public enum Flow {
    /** Active energy drawn, Wh. */
    ACTIVE_POS,
    /** Active energy fed in, Wh. */
    ACTIVE_NEG,
    /** Positive reactive energy, varh. */
    REACTIVE_POS,
    /** Negative reactive energy, varh. */
    REACTIVE_NEG,
    /** Apparent energy, VAh. */
    APPARENT,
    /** Q above 0, P drawn: varh. */
    REACTIVE_POS_LAGGING,
    /** Q above 0, P fed in: varh. */
    REACTIVE_POS_LEADING,
    /** Q below 0, P fed in: varh. */
    REACTIVE_NEG_LAGGING,
    /** Q below 0, P drawn: varh. */
    REACTIVE_NEG_LEADING,
    /** Charge drawn, Ah; direct current only. */
    CHARGE_POS,
    /** Charge fed in, Ah; direct current only. */
    CHARGE_NEG
}
