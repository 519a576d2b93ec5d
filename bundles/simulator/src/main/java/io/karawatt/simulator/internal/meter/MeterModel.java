package io.karawatt.simulator.internal.meter;

import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.simulator.internal.physics.Circuit;
import io.karawatt.simulator.internal.physics.DcCircuit;
import io.karawatt.simulator.internal.physics.Electrics;
import io.karawatt.simulator.internal.physics.InputPoint;
import io.karawatt.simulator.internal.physics.Insulation;
import io.karawatt.simulator.internal.physics.Leakage;
import io.karawatt.simulator.internal.physics.LoadClass;
import io.karawatt.simulator.internal.physics.LoadPattern;
import io.karawatt.simulator.internal.physics.LoadType;
import io.karawatt.simulator.internal.physics.MeasuringPoint;
import io.karawatt.simulator.internal.physics.Method;
import io.karawatt.simulator.internal.physics.Moment;
import io.karawatt.simulator.internal.physics.Noise;
import io.karawatt.simulator.internal.site.Site.SiteDevice;
import io.karawatt.simulator.internal.site.Site.SiteInput;
import io.karawatt.simulator.internal.site.Site.SiteLoad;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** What one meter measures and keeps: its circuits, inputs, outputs and settings. Not thread-safe. */
final class MeterModel {

    private static final long DAY = 86_400;
    private static final int DEFAULT_MINUTES = 10;

    private final Surroundings surroundings;
    private final SiteDevice device;
    private final Settings settings = new Settings();
    private final Map<Integer, MeasuringPoint> loads = new TreeMap<>();
    private final MeasuringPoint network;
    private final MeasuringPoint supply;
    private final Map<Integer, InputPoint> inputs = new TreeMap<>();
    private final Transformers transformers;
    private final MeterClock clock = new MeterClock(this::now);
    private Method method = Method.USUAL;
    private long now;
    private long operatingReset;
    private final int generation;
    private long inService;
    private int outputs;
    private volatile int unit;

    MeterModel(Surroundings surroundings, SiteDevice device, DeviceProfile profile, int generation) {
        this.surroundings = surroundings;
        this.device = device;
        this.generation = generation;
        this.inService = generation == 0 ? surroundings.site().commissioned().toEpochDay() * DAY : 0;
        this.unit = device.unit();
        boolean direct = knows(profile, "dcVoltage");
        boolean residual = knows(profile, "residualCurrent");
        for (SiteLoad load : device.loads()) {
            loads.put(load.number(), point(direct ? dc(load) : residual ? leakage(load) : circuit(load)));
        }
        Circuit voltages = Circuit.network(surroundings.grid());
        supply = point(voltages);
        network = direct
                ? point(new DcCircuit(surroundings.site().supply().directVoltage(), null, bus(), bus()))
                : point(knows(profile, "insulationRf") ? new Insulation(voltages, noise("insulation")) : voltages);
        for (SiteInput input : device.inputs()) {
            InputPoint.Medium medium =
                    Objects.requireNonNull(surroundings.media().get(input.medium()));
            inputs.put(input.number(), new InputPoint(medium, noise("input" + input.number())));
        }
        transformers = new Transformers(this, profile);
    }

    private static boolean knows(DeviceProfile profile, String quantity) {
        return profile.registers().stream().map(RegisterSpec::name).anyMatch(quantity::equals);
    }

    private Noise noise(String what) {
        return new Noise(surroundings.site().seed(), device.key() + "/" + what);
    }

    private Noise bus() {
        return new Noise(surroundings.site().seed(), "dc bus");
    }

    private MeasuringPoint point(Electrics electrics) {
        return new MeasuringPoint(electrics, () -> method);
    }

    private LoadPattern pattern(SiteLoad load) {
        LoadClass kind = Objects.requireNonNull(surroundings.classes().get(load.kind()));
        return new LoadPattern(kind, load.watts(), noise("load" + load.number()));
    }

    private Circuit circuit(SiteLoad load) {
        LoadType type = Objects.requireNonNull(surroundings.types().get(load.type()));
        return Circuit.load(
                surroundings.grid(),
                type,
                load.phase() - 1,
                pattern(load),
                noise("circuit" + load.number()),
                line -> transformers.gain(load.number(), line));
    }

    private Electrics leakage(SiteLoad load) {
        return new Leakage(circuit(load), noise("leakage" + load.number()));
    }

    private Electrics dc(SiteLoad load) {
        double volts = surroundings.site().supply().directVoltage();
        return new DcCircuit(volts, pattern(load), bus(), noise("dc" + load.number()));
    }

    void step(Moment moment, double seconds) {
        now = moment.second();
        inService = inService == 0 ? now : inService;
        loads.values().forEach(point -> point.step(moment, seconds));
        network.step(moment, seconds);
        inputs.values().forEach(input -> input.step(moment, seconds));
        if (now % averageSeconds() == 0) {
            points().forEach(point -> point.endAverage(now));
            inputs.values().forEach(input -> input.endAverage(now));
        }
        if (now % curveSeconds() == 0) {
            points().forEach(point -> point.endCurve(now, curveSeconds()));
        }
    }

    void past(Moment then, double seconds) {
        for (SiteLoad load : device.loads()) {
            LoadType type = Objects.requireNonNull(surroundings.types().get(load.type()));
            Objects.requireNonNull(loads.get(load.number())).past(then, seconds, type.phases());
        }
        inputs.values().forEach(input -> input.past(then, seconds));
    }

    /** Power drawn from the supply, for its voltage drop, W. */
    double power() {
        return loads.values().stream()
                .mapToDouble(point -> point.electrics().active(0))
                .sum();
    }

    double nominalPower() {
        return device.loads().stream().mapToDouble(SiteLoad::watts).sum();
    }

    private Collection<MeasuringPoint> points() {
        java.util.List<MeasuringPoint> all = new java.util.ArrayList<>(loads.values());
        all.add(network);
        return all;
    }

    long averageSeconds() {
        return minutes("avgIntegration");
    }

    long curveSeconds() {
        return minutes("loadCurvePeriod");
    }

    private long minutes(String setting) {
        return 60 * Math.max(1, Math.min(1440, Math.round(settings.number(setting, DEFAULT_MINUTES))));
    }

    /** Takes what was written; the way of computing follows it. */
    void store(Cell cell, short[] words) {
        settings.store(cell, words);
        method = new Method(
                settings.number("powerMethod", 0) == 1,
                settings.number("thdType", 0) == 1,
                settings.number("thdLimit", 1) == 0 ? 40 : 63,
                settings.number("pfConvention", 0) == 1);
        transformers.set(settings);
    }

    /**
     * Does what a command says.
     *
     * @param deed what it says.
     * @param where circuits that it is about.
     */
    void act(Deed deed, Collection<MeasuringPoint> where) {
        switch (deed.action()) {
            case "resetPartials" -> where.forEach(point -> point.resetPartials(now, deed.chosen()));
            case "resetMeanExtremes" -> where.forEach(point -> point.resetMeanExtremes(deed.chosen()));
            case "resetInstantExtremes" -> where.forEach(point -> point.resetInstantExtremes(deed.chosen()));
            case "resetTariffs" -> where.forEach(point -> point.resetTariffs(deed.chosen()));
            case "resetOperatingTime" -> operatingReset = now;
            case "resetPulses" ->
                inputs.forEach((number, input) -> {
                    if (deed.chosen().test(Integer.toString(number))) {
                        input.pulses().resetPartial();
                    }
                });
            case "chooseTariff" -> where.forEach(point -> point.chooseTariff(Math.max(0, Math.min(7, deed.value()))));
            case "closeOutputs" -> outputs |= deed.value();
            case "openOutputs" -> outputs &= ~deed.value();
            case "detect" -> transformers.detect(deed.instance(), now);
            default -> {
                // "ignore": accepted like a real meter does, without effect on the simulation.
            }
        }
    }

    /** The circuits that a row belongs to. */
    Collection<MeasuringPoint> circuits(RegisterSpec spec, int instance) {
        return switch (spec.scope()) {
            case "load" -> load(instance).map(List::of).orElse(List.of());
            case "network" -> List.of(network);
            default -> points();
        };
    }

    /** All counters back to zero. */
    void clearCounters() {
        points().forEach(MeasuringPoint::clearCounters);
        inputs.values().forEach(input -> input.pulses().clear());
    }

    /** How many meters stood in its place before. */
    int generation() {
        return generation;
    }

    /** The address to which it answers; may be asked from any thread. */
    int unit() {
        return unit;
    }

    void unit(int address) {
        unit = address;
    }

    Optional<MeasuringPoint> load(int number) {
        return Optional.ofNullable(loads.get(number));
    }

    Optional<InputPoint> input(int number) {
        return Optional.ofNullable(inputs.get(number));
    }

    Map<Integer, InputPoint> inputs() {
        return inputs;
    }

    MeterClock clock() {
        return clock;
    }

    Transformers transformers() {
        return transformers;
    }

    MeasuringPoint network() {
        return network;
    }

    MeasuringPoint supply() {
        return supply;
    }

    Settings settings() {
        return settings;
    }

    SiteDevice device() {
        return device;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    long now() {
        return now;
    }

    /** When it was put into service, seconds since 1970: with the site, or in place of another meter. */
    long inService() {
        return inService;
    }

    double operatingTime(boolean partial) {
        return now - (partial ? Math.max(operatingReset, inService) : inService);
    }

    int outputs() {
        return outputs;
    }
}
