package io.karawatt.simulator.internal.physics;

import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** The residual currents of a load (mA) as a residual-current module sees them; its alternating and direct parts. */
public final class Leakage implements Electrics {

    private final Electrics load;
    private final Noise noise;
    private double alternating;
    private double direct;

    /**
     * Makes one.
     *
     * @param load the load that leaks; the more it draws, the more it leaks.
     * @param noise its own chance.
     */
    public Leakage(Electrics load, Noise noise) {
        this.load = load;
        this.noise = noise;
    }

    @Override
    public void update(Moment now) {
        load.update(now);
        double running = load.apparent(0) > 0 ? 1 : 0.4;
        alternating = Math.max(0.4, Math.min(4.8, 1.8 * running * (1 + 0.3 * noise.smooth(1, now.second(), 900))));
        direct = 0.15 * alternating * Math.max(-2, Math.min(2, noise.smooth(2, now.second(), 1800)));
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
        if (!rule.family().equals("residual")) {
            return Optional.empty();
        }
        return switch (rule.formula()) {
            case "total" -> Optional.of(() -> Math.hypot(alternating, direct));
            case "ac" -> Optional.of(() -> alternating);
            case "dc" -> Optional.of(() -> direct);
            case "pe" -> Optional.of(() -> 0.9 * alternating);
            case "alarm" -> Optional.of(() -> 0);
            default -> Optional.empty();
        };
    }
}
