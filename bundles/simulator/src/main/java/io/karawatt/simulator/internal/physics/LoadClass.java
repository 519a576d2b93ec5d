package io.karawatt.simulator.internal.physics;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a class of loads behaves; a row of {@code load-classes.csv}.
 *
 * @param name name used in site files.
 * @param behaviour what moves it.
 * @param base share of the nominal power always drawn, 0..1.
 * @param shape curve of a working day above the base.
 * @param saturday factor of the curve on Saturdays.
 * @param sunday factor of the curve on Sundays.
 * @param summer share added in July and taken off in January.
 * @param cosPhi displacement factor; negative is leading.
 * @param ranks harmonics of the current at full load: rank to percent of the fundamental.
 * @param crest peak / RMS of the current at full load.
 */
public record LoadClass(
        String name,
        Behaviour behaviour,
        double base,
        Shape shape,
        double saturday,
        double sunday,
        double summer,
        double cosPhi,
        Map<Integer, Double> ranks,
        double crest) {

    /** What moves a load. */
    public enum Behaviour {
        /** The curve of the day. */
        CURVE,
        /** Nothing but a slow drift. */
        DRIFT,
        /** Charging sessions. */
        SESSIONS,
        /** Short runs with braking energy. */
        BURSTS,
        /** The sun; the power is fed into the network. */
        SUN
    }

    /** Copies the ranks. */
    public LoadClass {
        ranks = Collections.unmodifiableMap(new TreeMap<>(ranks));
    }

    /**
     * Reads all classes.
     *
     * @return by name, in the order of the table.
     */
    public static Map<String, LoadClass> all() {
        Map<String, LoadClass> all = new LinkedHashMap<>();
        for (Map<String, String> row : CsvRows.read("load-classes.csv")) {
            LoadClass one = of(row);
            all.put(one.name(), one);
        }
        return all;
    }

    private static LoadClass of(Map<String, String> row) {
        Map<Integer, Double> ranks = new TreeMap<>();
        for (String pair : row.getOrDefault("ranks", "").split(" ", -1)) {
            String[] parts = pair.split(":", -1);
            ranks.put(Integer.parseInt(parts[0]), Double.parseDouble(parts[1]));
        }
        return new LoadClass(
                row.getOrDefault("class", ""),
                Behaviour.valueOf(row.getOrDefault("behaviour", "").toUpperCase(java.util.Locale.ROOT)),
                number(row, "base"),
                new Shape(row.getOrDefault("shape", "")),
                number(row, "saturday"),
                number(row, "sunday"),
                number(row, "summer"),
                number(row, "cosPhi"),
                ranks,
                number(row, "crest"));
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(row.getOrDefault(column, ""));
    }

    /**
     * Returns the factor of a kind of day.
     *
     * @param day which day.
     * @return 0 or more.
     */
    public double factor(Moment.Day day) {
        return switch (day) {
            case WORKDAY -> 1;
            case SATURDAY -> saturday;
            case SUNDAY -> sunday;
        };
    }
}
