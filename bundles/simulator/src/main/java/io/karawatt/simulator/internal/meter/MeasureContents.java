package io.karawatt.simulator.internal.meter;

import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.simulator.internal.physics.Counter;
import io.karawatt.simulator.internal.physics.Flow;
import io.karawatt.simulator.internal.physics.InputPoint;
import io.karawatt.simulator.internal.physics.LoadCurve;
import io.karawatt.simulator.internal.physics.MeasuringPoint;
import io.karawatt.simulator.internal.physics.QuantityRule;
import io.karawatt.simulator.internal.physics.Tracker;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;

/** Finds what rows of measured values, dates and states hold: quantity, statistic and instance to a source. */
final class MeasureContents {

    private static final String RESIDUAL = "Residual";

    /** Energy of the last period of the load curve. */
    private static final String BETWEEN_SYNC = "betweenSync";

    private static final List<String> CURVES = List.of("ACTIVE_POS", "ACTIVE_NEG", "REACTIVE_POS", "REACTIVE_NEG");
    private static final double HOUR = 3600;
    private static final double KILO = 1000;
    private static final Set<String> TIMED =
            Set.of("avg", "max", "min", "avgMax", "avgMin", "maxDate", "minDate", "avgMaxDate", "avgMinDate");
    private static final Set<String> PER_CT = Set.of("active", "reactive", "apparent", "lagging", "leading");

    private final MeterModel model;
    private final DeviceProfile profile;
    private final DeviceContents deviceContents;

    MeasureContents(MeterModel model, DeviceProfile profile) {
        this.model = model;
        this.profile = profile;
        this.deviceContents = new DeviceContents(model);
    }

    /** Finds the content of one instance of a row; empty when the simulator knows no such quantity. */
    Optional<Content> find(RegisterSpec spec, int instance) {
        return model.surroundings().quantities().find(spec.name()).flatMap(rule -> find(spec, rule, instance));
    }

    private Optional<Content> find(RegisterSpec spec, QuantityRule rule, int instance) {
        return switch (rule.family()) {
            case "constant" -> present(() -> Double.parseDouble(rule.argument()));
            case "device" -> deviceContents.find(rule);
            case "input" -> input(spec, rule, instance);
            case "supply" -> supply(rule);
            default ->
                point(spec, instance)
                        .map(point -> ofPoint(spec, rule, point, instance))
                        .orElse(Optional.of(new Content.Nothing()));
        };
    }

    private static Optional<Content> present(DoubleSupplier value) {
        return Optional.of(new Content.Present(value));
    }

    private Optional<Content> supply(QuantityRule rule) {
        QuantityRule ac = new QuantityRule(rule.quantity(), QuantityRule.AC, rule.formula(), rule.argument(), -1, "");
        return model.supply().value(ac).map(Content.Present::new);
    }

    /** The circuit a row belongs to; lines of a table "by line" are phases of load 1. */
    private Optional<MeasuringPoint> point(RegisterSpec spec, int instance) {
        if (spec.scope().equals("network")) {
            return Optional.of(model.network());
        }
        return model.load(spec.stat().endsWith("Line") ? 1 : instance);
    }

    private Optional<Content> ofPoint(RegisterSpec spec, QuantityRule rule, MeasuringPoint point, int instance) {
        return switch (rule.family()) {
            case "counter" -> Optional.of(counter(spec, rule, point, instance));
            case "balance" -> present(() -> balance(rule, point));
            case "curve" -> Optional.of(curve(spec, rule, point));
            case "point" -> ofPoint(rule, spec, point);
            default -> electric(spec, rule, point);
        };
    }

    private Optional<Content> electric(RegisterSpec spec, QuantityRule rule, MeasuringPoint point) {
        if (TIMED.contains(spec.stat())) {
            return timed(spec.stat(), rule, point);
        }
        QuantityRule used = rule;
        if (rule.formula().equals("factor")) {
            boolean iecBeside = profile.register(spec.name(), "instIec").isPresent();
            String formula = spec.stat().equals("instIec") ? "factorIec" : iecBeside ? "factorLagLead" : "factor";
            used = new QuantityRule(rule.quantity(), rule.family(), formula, rule.argument(), -1, "");
        }
        Optional<DoubleSupplier> value = point.value(used);
        boolean beforeCt = (spec.stat().endsWith("NoCt") || spec.name().endsWith("NoCt")) && transformed(rule);
        return value.map(v -> new Content.Present(beforeCt ? () -> v.getAsDouble() / ratio() : v));
    }

    private static boolean transformed(QuantityRule rule) {
        return PER_CT.contains(rule.formula()) || rule.argument().startsWith("I");
    }

    /** Ratio of the current transformer, where the device has one. */
    private double ratio() {
        if (profile.registers().stream().noneMatch(spec -> spec.name().equals("ctPrimary"))) {
            return 1;
        }
        double primary = model.settings().number("ctPrimary", deviceContents.nominalCurrent());
        return Math.max(1, primary / Math.max(1, model.settings().number("ctSecondary", 5)));
    }

    private static Optional<Content> timed(String stat, QuantityRule rule, MeasuringPoint point) {
        return point.tracker(rule).map(t -> switch (stat) {
            case "avg" -> new Content.Present(t::mean);
            case "max" -> new Content.Present(() -> t.instant().max());
            case "min" -> new Content.Present(() -> t.instant().min());
            case "avgMax" -> new Content.Present(() -> t.means().max());
            case "avgMin" -> new Content.Present(() -> t.means().min());
            default -> date(stat, t);
        });
    }

    private static Content date(String stat, Tracker tracker) {
        return switch (stat) {
            case "maxDate" -> date(() -> tracker.instant().maxAt());
            case "minDate" -> date(() -> tracker.instant().minAt());
            case "avgMaxDate" -> date(() -> tracker.means().maxAt());
            default -> date(() -> tracker.means().minAt());
        };
    }

    private static Content date(DoubleSupplier second) {
        return new Content.Present(() -> Math.max(0, second.getAsDouble() - Content.EPOCH_2000));
    }

    private Content counter(RegisterSpec spec, QuantityRule rule, MeasuringPoint point, int instance) {
        String stat = spec.stat();
        if (stat.equals(BETWEEN_SYNC)) {
            int curve = CURVES.indexOf(rule.argument());
            return new Content.Present(() -> point.curve().mean(curve, 1) * model.curveSeconds() / HOUR);
        }
        int line = stat.endsWith("Line") ? instance : 0;
        DoubleSupplier value = inUnit(spec, rule, index(rule, stat, point, line));
        if (!stat.contains(RESIDUAL)) {
            return new Content.Index(value);
        }
        double step = profile.register(spec.name(), stat.replace(RESIDUAL, ""))
                .map(whole -> whole.coding().scale())
                .orElse(KILO);
        return new Content.Index(() -> value.getAsDouble() % step);
    }

    /** Hour meters count seconds; some tables want hours. */
    private static DoubleSupplier inUnit(RegisterSpec spec, QuantityRule rule, DoubleSupplier counter) {
        boolean hours = rule.formula().equals("hours") && spec.coding().unit().equals("h");
        return hours ? () -> counter.getAsDouble() / HOUR : counter;
    }

    private static DoubleSupplier index(QuantityRule rule, String stat, MeasuringPoint point, int line) {
        if (!rule.span().isEmpty()) {
            return () -> point.spans().energy(rule.span(), rule.argument().endsWith("NEG"));
        }
        Counter counter =
                rule.formula().equals("hours") ? point.hours() : point.counter(line, Flow.valueOf(rule.argument()));
        boolean partial = stat.startsWith("partial");
        if (rule.tariff() >= 0) {
            return () -> partial ? counter.partialTariff(rule.tariff()) : counter.tariff(rule.tariff());
        }
        if (stat.startsWith("lastPartial")) {
            return counter::lastPartial;
        }
        return partial ? counter::partial : counter::total;
    }

    private static double balance(QuantityRule rule, MeasuringPoint point) {
        String[] flows = rule.argument().split(" ", 2);
        return point.counter(0, Flow.valueOf(flows[0])).total()
                - point.counter(0, Flow.valueOf(flows[1])).total();
    }

    private Content curve(RegisterSpec spec, QuantityRule rule, MeasuringPoint point) {
        LoadCurve curve = point.curve();
        int back = back(spec.stat());
        int which = rule.argument().isEmpty() ? 0 : Integer.parseInt(rule.argument());
        return switch (rule.formula()) {
            case "mean" -> new Content.Present(() -> curve.mean(which, back));
            case "largest" -> new Content.Present(() -> curve.largest(which));
            case "date" -> date(() -> curve.end(back));
            case "flag" -> new Content.Present(() -> curve.flag(back));
            case "trend" -> new Content.Present(curve::trend);
            case "countdown" -> new Content.Present(this::left);
            default -> new Content.Present(() -> curve.predicted(which, (double) model.curveSeconds(), left()));
        };
    }

    /** "n-3" is the third period back. */
    private static int back(String stat) {
        boolean numbered = stat.length() >= 3 && stat.startsWith("n-") && Character.isDigit(stat.charAt(2));
        return numbered ? stat.charAt(2) - '0' : 1;
    }

    private double left() {
        return (double) (model.curveSeconds() - model.now() % model.curveSeconds());
    }

    private Optional<Content> ofPoint(QuantityRule rule, RegisterSpec spec, MeasuringPoint point) {
        return switch (rule.formula()) {
            case "lastMeasure" -> Optional.of(date(() -> lastStep(spec.stat())));
            case "partialReset" -> Optional.of(date(point::partialReset));
            case "present" -> present(() -> 1);
            case "tariff" -> {
                boolean oneBased = spec.coding().type() == io.karawatt.profile.RegisterType.U8 || line(spec);
                yield present(() -> point.tariff() + (oneBased ? 1 : 0));
            }
            default -> Optional.empty();
        };
    }

    private double lastStep(String stat) {
        long into = stat.equals("avg") ? model.now() % model.averageSeconds() : 0;
        return model.now() - (double) into;
    }

    private static boolean line(RegisterSpec spec) {
        return spec.stat().endsWith("Line") || spec.stat().endsWith("B30");
    }

    private Optional<Content> input(RegisterSpec spec, QuantityRule rule, int instance) {
        Optional<InputPoint> found = model.input(instance);
        if (found.isEmpty()) {
            return Optional.of(new Content.Nothing());
        }
        InputPoint input = found.get();
        boolean mean = spec.stat().equals("avg");
        return switch (rule.formula()) {
            case "temperature", "analog" ->
                input.medium().kind().equals(rule.formula())
                        ? present(mean ? input::mean : input::value)
                        : Optional.of(new Content.Nothing());
            case "pulses" -> Optional.of(new Content.Index(() -> input.pulses().total()));
            case "volume" -> volume(input, () -> input.pulses().total());
            case "volumePartial" -> volume(input, () -> input.pulses().partial());
            case "unit" -> present(() -> input.medium().unitCode());
            case "weight" -> present(() -> input.medium().weight());
            case "nature" -> present(() -> input.medium().natureCode());
            default -> present(() -> 1);
        };
    }

    private static Optional<Content> volume(InputPoint input, DoubleSupplier pulses) {
        return Optional.of(new Content.Index(
                () -> Math.floor(pulses.getAsDouble()) * input.medium().weight()));
    }
}
