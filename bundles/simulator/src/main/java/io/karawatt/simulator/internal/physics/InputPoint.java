package io.karawatt.simulator.internal.physics;

import java.util.LinkedHashMap;
import java.util.Map;

/** What hangs on an input of a device: a pulse meter, a contact, a transmitter or a temperature probe. */
public final class InputPoint {

    private final Medium medium;
    private final Noise noise;
    private final Counter pulses = new Counter();
    private final Tracker tracker = new Tracker(this::value);
    private double value;

    /**
     * What may hang on an input; a row of {@code media.csv}.
     *
     * @param name name used in site files.
     * @param kind {@code pulse}, {@code analog} or {@code temperature}.
     * @param low lower end of its range: m3/h, the transmitter's unit, degC.
     * @param high upper end.
     * @param shape its way between the ends over the day.
     * @param pulse content of one pulse in m3; 0 where there are none.
     * @param unitCode unit code of the register tables.
     * @param weight content of one pulse in that unit.
     * @param natureCode nature code of the register tables.
     */
    public record Medium(
            String name,
            String kind,
            double low,
            double high,
            Shape shape,
            double pulse,
            int unitCode,
            double weight,
            int natureCode) {

        /**
         * Reads all media.
         *
         * @return by name, in the order of the table.
         */
        public static Map<String, Medium> all() {
            Map<String, Medium> all = new LinkedHashMap<>();
            for (Map<String, String> row : CsvRows.read("media.csv")) {
                String name = row.getOrDefault("medium", "");
                all.put(
                        name,
                        new Medium(
                                name,
                                row.getOrDefault("kind", ""),
                                Double.parseDouble(row.getOrDefault("low", "")),
                                Double.parseDouble(row.getOrDefault("high", "")),
                                new Shape(row.getOrDefault("shape", "")),
                                Double.parseDouble(row.getOrDefault("pulse", "")),
                                Integer.parseInt(row.getOrDefault("unitCode", "")),
                                Double.parseDouble(row.getOrDefault("weight", "")),
                                Integer.parseInt(row.getOrDefault("natureCode", ""))));
            }
            return all;
        }
    }

    /**
     * Makes one.
     *
     * @param medium what it is.
     * @param noise its own chance.
     */
    public InputPoint(Medium medium, Noise noise) {
        this.medium = medium;
        this.noise = noise;
    }

    /**
     * Moves to a moment.
     *
     * @param now the moment.
     * @param seconds time since the step before.
     */
    public void step(Moment now, double seconds) {
        value = at(now);
        if (medium.pulse() > 0) {
            pulses.add(value * seconds / 3600 / medium.pulse(), 0);
        }
        tracker.step(now.second(), seconds);
    }

    /**
     * Counts what happened before the simulation began.
     *
     * @param then a moment of the past.
     * @param seconds how long it stands for.
     */
    public void past(Moment then, double seconds) {
        if (medium.pulse() > 0) {
            pulses.add(at(then) * seconds / 3600 / medium.pulse(), 0);
        }
    }

    private double at(Moment now) {
        double way = medium.shape().at(now.hour()) * (1 + 0.05 * noise.smooth(1, now.second(), 600));
        return medium.low() + (medium.high() - medium.low()) * Math.max(0, Math.min(1, way));
    }

    /**
     * Ends the averaging period.
     *
     * @param second seconds since 1970.
     */
    public void endAverage(long second) {
        tracker.endPeriod(second);
    }

    /**
     * Returns the present value.
     *
     * @return m3/h, the transmitter's unit, or degC.
     */
    public double value() {
        return value;
    }

    /**
     * Returns the mean value.
     *
     * @return of the last averaging period.
     */
    public double mean() {
        return tracker.mean();
    }

    /**
     * Returns the pulse counter.
     *
     * @return in pulses, with the broken part of the next.
     */
    public Counter pulses() {
        return pulses;
    }

    /**
     * Returns what it is.
     *
     * @return row of the table.
     */
    public Medium medium() {
        return medium;
    }

    /**
     * Tells whether the contact is closed: half of the way from pulse to pulse.
     *
     * @return the state.
     */
    public boolean closed() {
        return Math.floorMod((long) (pulses.total() * 2), 2L) == 1;
    }
}
