package io.karawatt.simulator.internal.physics;

import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A direct-current circuit: a bus with ripple and, where it has a load, the current the load draws. */
public final class DcCircuit implements Electrics {

    private static final double EFFICIENCY = 0.95;

    private final double nominal;
    private final @Nullable LoadPattern pattern;
    private final Noise bus;
    private final Noise own;
    private double voltage;
    private double current;
    private double voltageRipple;
    private double currentRipple;
    private double asymmetry;

    /**
     * Makes a circuit.
     *
     * @param nominal nominal voltage of the bus, V.
     * @param pattern what it draws; null for the bus alone.
     * @param bus chance of the bus, the same for all its circuits.
     * @param own chance of this circuit.
     */
    public DcCircuit(double nominal, @Nullable LoadPattern pattern, Noise bus, Noise own) {
        this.nominal = nominal;
        this.pattern = pattern;
        this.bus = bus;
        this.own = own;
    }

    @Override
    public void update(Moment now) {
        voltage = nominal * (1.02 + 0.005 * bus.smooth(1, now.second(), 600) + 0.0003 * bus.white(2, now.second()));
        voltageRipple = voltage * limited(0.0125 + 0.003 * bus.smooth(3, now.second(), 300), 0.005, 0.02);
        asymmetry = 0.01 * bus.smooth(4, now.second(), 3600);
        current = planned(now) / EFFICIENCY / voltage;
        currentRipple = Math.abs(current) * limited(0.01 + 0.003 * own.smooth(5, now.second(), 300), 0.005, 0.02);
    }

    private static double limited(double number, double least, double most) {
        return Math.max(least, Math.min(most, number));
    }

    @Override
    public double active(int line) {
        return line > 1 ? 0 : voltage * current;
    }

    @Override
    public double reactive(int line) {
        return 0;
    }

    @Override
    public double apparent(int line) {
        return Math.abs(active(line));
    }

    @Override
    public double directCurrent() {
        return current;
    }

    @Override
    public double planned(Moment then) {
        return pattern == null ? 0 : pattern.power(then);
    }

    @Override
    public double tangent() {
        return 0;
    }

    @Override
    public Optional<DoubleSupplier> value(QuantityRule rule, Supplier<Method> method) {
        if (!rule.family().equals(QuantityRule.DC)) {
            return Optional.empty();
        }
        return switch (rule.formula()) {
            case "voltage" -> Optional.of(() -> voltage);
            case "voltageRipple" -> Optional.of(() -> voltageRipple);
            case "plusEarth" -> Optional.of(() -> voltage / 2 * (1 + asymmetry));
            case "minusEarth" -> Optional.of(() -> -voltage / 2 * (1 - asymmetry));
            case "current" -> Optional.of(() -> current);
            case "currentRipple" -> Optional.of(() -> currentRipple);
            case "power" -> Optional.of(() -> active(0));
            default -> Optional.empty();
        };
    }
}
