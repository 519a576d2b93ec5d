package io.karawatt.simulator.internal.physics;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A circuit with all that a meter keeps of it over time: counters, load curve, means and extremes. */
public final class MeasuringPoint {

    private static final double FLOWING_VA = 1;
    private static final String HOURS = "HOURS";

    private final Electrics electrics;
    private final Supplier<Method> method;
    private final List<Map<Flow, Counter>> counters = List.of(counters(), counters(), counters(), counters());
    private final Counter hours = new Counter();
    private final LoadCurve curve = new LoadCurve();
    private final Map<String, Tracker> trackers = new HashMap<>();
    private final Spans spans = new Spans();
    private int tariff;
    private long partialReset;

    /**
     * Makes one.
     *
     * @param electrics the circuit.
     * @param method how the device was told to compute.
     */
    public MeasuringPoint(Electrics electrics, Supplier<Method> method) {
        this.electrics = electrics;
        this.method = method;
    }

    private static Map<Flow, Counter> counters() {
        Map<Flow, Counter> all = new EnumMap<>(Flow.class);
        for (Flow flow : Flow.values()) {
            all.put(flow, new Counter());
        }
        return all;
    }

    /**
     * Moves to a moment.
     *
     * @param now the moment.
     * @param seconds time since the step before.
     */
    public void step(Moment now, double seconds) {
        electrics.update(now);
        for (int line = 0; line <= 3; line++) {
            count(line, electrics.active(line), electrics.reactive(line), electrics.apparent(line), seconds);
        }
        charge(electrics.directCurrent(), seconds);
        if (electrics.apparent(0) > FLOWING_VA) {
            hours.add(seconds, tariff);
        }
        curve.step(electrics.active(0), electrics.reactive(0), electrics.apparent(0), seconds);
        for (Tracker tracker : trackers.values()) {
            tracker.step(now.second(), seconds);
        }
        spans.step(now, counters.get(0));
    }

    private void count(int line, double p, double q, double s, double seconds) {
        double hoursPassed = seconds / 3600;
        if (p != 0) {
            counter(line, p > 0 ? Flow.ACTIVE_POS : Flow.ACTIVE_NEG).add(Math.abs(p) * hoursPassed, tariff);
        }
        counter(line, Flow.APPARENT).add(s * hoursPassed, tariff);
        if (q == 0) {
            return;
        }
        Flow quadrant = q > 0
                ? (p >= 0 ? Flow.REACTIVE_POS_LAGGING : Flow.REACTIVE_POS_LEADING)
                : (p < 0 ? Flow.REACTIVE_NEG_LAGGING : Flow.REACTIVE_NEG_LEADING);
        double amount = Math.abs(q) * hoursPassed;
        counter(line, q > 0 ? Flow.REACTIVE_POS : Flow.REACTIVE_NEG).add(amount, tariff);
        counter(line, quadrant).add(amount, tariff);
    }

    private void charge(double amps, double seconds) {
        if (amps != 0) {
            counter(0, amps > 0 ? Flow.CHARGE_POS : Flow.CHARGE_NEG).add(Math.abs(amps) * seconds / 3600, tariff);
        }
    }

    /**
     * Counts what happened before the simulation began, from the load's pattern.
     *
     * @param then a moment of the past.
     * @param seconds how long it stands for.
     * @param lines number of phases the load spreads over.
     */
    public void past(Moment then, double seconds, int lines) {
        double p = electrics.planned(then);
        double q = p * electrics.tangent();
        count(0, p, q, Math.hypot(p, q), seconds);
        for (int line = 1; line <= lines; line++) {
            count(line, p / lines, q / lines, Math.hypot(p, q) / lines, seconds);
        }
        if (p != 0) {
            hours.add(seconds, tariff);
        }
        spans.step(then, counters.get(0));
    }

    /**
     * Ends the averaging period.
     *
     * @param second seconds since 1970.
     */
    public void endAverage(long second) {
        trackers.values().forEach(tracker -> tracker.endPeriod(second));
    }

    /**
     * Ends the period of the load curve.
     *
     * @param second seconds since 1970.
     * @param length planned length in seconds.
     */
    public void endCurve(long second, long length) {
        curve.endPeriod(second, length);
    }

    /**
     * Finds the source of a present value.
     *
     * @param rule how it is computed.
     * @return the source, or empty when the circuit knows nothing of the kind.
     */
    public Optional<DoubleSupplier> value(QuantityRule rule) {
        return electrics.value(rule, method);
    }

    /**
     * Finds or begins the mean and extremes of a value.
     *
     * @param rule how it is computed.
     * @return the tracker, or empty when the circuit knows nothing of the kind.
     */
    public Optional<Tracker> tracker(QuantityRule rule) {
        Tracker known = trackers.get(rule.quantity());
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Tracker> made = value(rule).map(value -> {
            if (!rule.formula().equals("factor")) {
                return new Tracker(value);
            }
            int line = Integer.parseInt(rule.argument());
            return new Tracker(value, () -> electrics.active(line), () -> electrics.apparent(line));
        });
        made.ifPresent(tracker -> trackers.put(rule.quantity(), tracker));
        return made;
    }

    /**
     * Begins the extremes of present values anew.
     *
     * @param chosen true for the keys of the quantities that are meant.
     */
    public void resetInstantExtremes(Predicate<String> chosen) {
        trackers.forEach((quantity, tracker) -> {
            if (chosen.test(quantity)) {
                tracker.instant().reset();
            }
        });
    }

    /**
     * Begins the extremes of the means anew.
     *
     * @param chosen true for the keys of the quantities that are meant.
     */
    public void resetMeanExtremes(Predicate<String> chosen) {
        trackers.forEach((quantity, tracker) -> {
            if (chosen.test(quantity)) {
                tracker.means().reset();
            }
        });
    }

    /**
     * Begins partial counters anew.
     *
     * @param second seconds since 1970.
     * @param chosen true for the names of the flows that are meant, and for {@code HOURS}.
     */
    public void resetPartials(long second, Predicate<String> chosen) {
        counters.forEach(line -> line.forEach((flow, counter) -> {
            if (chosen.test(flow.name())) {
                counter.resetPartial();
            }
        }));
        if (chosen.test(HOURS)) {
            hours.resetPartial();
        }
        partialReset = second;
    }

    /** Sets all counters back to zero. */
    public void clearCounters() {
        counters.forEach(line -> line.values().forEach(Counter::clear));
        hours.clear();
    }

    /**
     * Begins partial tariff counters anew.
     *
     * @param chosen true for the tariffs that are meant: {@code tariff1} …
     */
    public void resetTariffs(Predicate<String> chosen) {
        for (int tariff = 0; tariff < Counter.TARIFFS; tariff++) {
            int number = tariff;
            if (chosen.test("tariff" + (tariff + 1))) {
                counters.forEach(line -> line.values().forEach(counter -> counter.resetTariff(number)));
            }
        }
    }

    /**
     * Chooses the tariff that is counted now.
     *
     * @param number 0..7.
     */
    public void chooseTariff(int number) {
        tariff = number;
    }

    /**
     * Returns the tariff in force.
     *
     * @return 0..7.
     */
    public int tariff() {
        return tariff;
    }

    /**
     * Returns when the partial counters were reset.
     *
     * @return seconds since 1970; 0 when never.
     */
    public long partialReset() {
        return partialReset;
    }

    /**
     * Returns a counter.
     *
     * @param line 1..3, or 0 for the total.
     * @param flow what is counted.
     * @return the counter, Wh, varh, VAh or Ah.
     */
    public Counter counter(int line, Flow flow) {
        return Objects.requireNonNull(counters.get(line).get(flow));
    }

    /**
     * Returns the operating time.
     *
     * @return seconds in which the load drew something.
     */
    public Counter hours() {
        return hours;
    }

    /**
     * Returns the load curve.
     *
     * @return of the total.
     */
    public LoadCurve curve() {
        return curve;
    }

    /**
     * Returns the indexes by calendar.
     *
     * @return day, week and month.
     */
    public Spans spans() {
        return spans;
    }

    /**
     * Returns the circuit.
     *
     * @return as it is now.
     */
    public Electrics electrics() {
        return electrics;
    }
}
