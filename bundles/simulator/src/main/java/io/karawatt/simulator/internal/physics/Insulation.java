package io.karawatt.simulator.internal.physics;

import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** The insulation of an unearthed network: resistance (kohm), capacitance (uF) and their impedance (kohm). */
public final class Insulation implements Electrics {

    private static final double MEDIAN_KOHM = 400;

    private final Circuit network;
    private final Noise noise;
    private double resistance = MEDIAN_KOHM;
    private double capacitance = 1;

    /**
     * Makes one.
     *
     * @param network the network.
     * @param noise its own chance.
     */
    public Insulation(Circuit network, Noise noise) {
        this.network = network;
        this.noise = noise;
    }

    @Override
    public void update(Moment now) {
        network.update(now);
        resistance = MEDIAN_KOHM * Math.exp(0.35 * noise.smooth(1, now.second(), 3600));
        capacitance = 12 * Math.exp(0.1 * noise.smooth(2, now.second(), 7200));
    }

    /** R parallel to C at the network's frequency: 1 / sqrt(1/R^2 + (2 pi f C)^2). */
    private double impedance() {
        double susceptance = 2 * Math.PI * network.frequency() * capacitance * 1e-6 * 1000;
        return 1 / Math.hypot(1 / resistance, susceptance);
    }

    @Override
    public double active(int line) {
        return 0;
    }

    @Override
    public double reactive(int line) {
        return 0;
    }

    @Override
    public double apparent(int line) {
        return 0;
    }

    @Override
    public double directCurrent() {
        return 0;
    }

    @Override
    public double planned(Moment then) {
        return 0;
    }

    @Override
    public double tangent() {
        return 0;
    }

    @Override
    public Optional<DoubleSupplier> value(QuantityRule rule, Supplier<Method> method) {
        if (!rule.family().equals("insulation")) {
            return network.value(rule, method);
        }
        return switch (rule.formula()) {
            case "rf" -> Optional.of(() -> resistance);
            case "cf" -> Optional.of(() -> capacitance);
            case "zc" -> Optional.of(this::impedance);
            case "state", "injection" -> Optional.of(() -> 0);
            default -> Optional.empty();
        };
    }
}
