package io.karawatt.simulator.internal.physics;

/**
 * How a device was told to compute; from its settings (OpenEMS docs: vendor table DIRIS B-30, registers 34818..34823).
 *
 * @param vector whether the total apparent power is the vector sum.
 * @param ofRms whether distortion is given in percent of the RMS value, not of the fundamental.
 * @param ranks highest rank counted, 40 or 63.
 * @param ieee whether the power factor's sign says leading (negative) or lagging, not the sign of P.
 */
public record Method(boolean vector, boolean ofRms, int ranks, boolean ieee) {

    /** What devices do when nobody told them otherwise. */
    public static final Method USUAL = new Method(false, false, Spectrum.RANKS, false);
}
