package io.karawatt.simulator.internal.meter;

import io.karawatt.simulator.internal.physics.Circuit;
import io.karawatt.simulator.internal.physics.InputPoint;
import io.karawatt.simulator.internal.physics.MeasuringPoint;
import io.karawatt.simulator.internal.physics.QuantityRule;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Values of the device itself, beside its circuits. */
final class DeviceContents {

    private static final double PANEL_WARMER = 8;
    private static final double INDOORS = 21;

    private final MeterModel model;

    DeviceContents(MeterModel model) {
        this.model = model;
    }

    Optional<Content> find(QuantityRule rule) {
        return switch (rule.formula()) {
            case "setting" -> present(() -> model.settings().number(rule.argument(), 1));
            case "averagePeriod" -> present(model::averageSeconds);
            case "operatingTime" -> present(() -> model.operatingTime(false));
            case "operatingTimePartial" -> present(() -> model.operatingTime(true));
            case "panelTemperature" -> present(() -> INDOORS + PANEL_WARMER);
            case "inputBits" -> present(() -> bits("pulse", InputPoint::closed));
            case "outputBits" -> present(model::outputs);
            case "inputMask" -> present(() -> bits(rule.argument(), input -> true));
            case "inputCount" ->
                present(() -> model.inputs().values().stream()
                        .filter(input -> input.medium().kind().equals(rule.argument()))
                        .count());
            default -> Optional.empty();
        };
    }

    private static Optional<Content> present(DoubleSupplier value) {
        return Optional.of(new Content.Present(value));
    }

    /** One bit for each input of a kind: bit n-1 = input n. */
    private int bits(String kind, java.util.function.Predicate<InputPoint> on) {
        int bits = 0;
        for (Map.Entry<Integer, InputPoint> entry : model.inputs().entrySet()) {
            InputPoint input = entry.getValue();
            if (input.medium().kind().equals(kind) && entry.getKey() <= 16 && on.test(input)) {
                bits |= 1 << (entry.getKey() - 1);
            }
        }
        return bits;
    }

    /** Nominal current of the first load, A; 0 without loads. */
    double nominalCurrent() {
        return model.load(1).map(DeviceContents::nominalCurrent).orElse(0.0);
    }

    static double nominalCurrent(MeasuringPoint point) {
        return point.electrics() instanceof Circuit circuit ? Math.ceil(circuit.nominalCurrent()) : 0;
    }
}
