package io.karawatt.simulator.internal.physics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The supply of the site: three voltages and the neutral, inside the limits of EN 50160. A function of seed, time and
 * load; the numbers are our own choice for a believable low-voltage network.
 */
public final class Grid {

    private static final int SLOW = 1;
    private static final int WHITE = 10;
    private static final int FREQUENCY = 20;
    private static final int DISTORTION = 30;
    private static final int NEUTRAL = 40;
    private static final double THIRD = 2 * Math.PI / 3;
    private static final double NEGATIVE_SEQUENCE = 0.004;
    private static final double DROP_AT_FULL_LOAD = 0.008;
    private static final Shape DAILY = new Shape("3:0.010 12:-0.015 15:-0.008 19:-0.015");

    private final double nominalVoltage;
    private final double nominalFrequency;
    private final Noise noise;
    private final List<CalendarEvent> calendar;
    private final List<Spectrum> phases = List.of(new Spectrum(), new Spectrum(), new Spectrum());
    private final List<Spectrum> pairs = List.of(new Spectrum(), new Spectrum(), new Spectrum());
    private final Spectrum neutral = new Spectrum();
    private final double[] percent = new double[Spectrum.RANKS + 1];
    private final double[][] cos = new double[3][Spectrum.RANKS + 1];
    private final double[][] sin = new double[3][Spectrum.RANKS + 1];
    private double frequency;

    /**
     * Makes the supply.
     *
     * @param nominalVoltage phase to neutral, V.
     * @param nominalFrequency Hz.
     * @param seed the site's seed.
     * @param calendar disturbances of every day.
     */
    public Grid(double nominalVoltage, double nominalFrequency, long seed, List<CalendarEvent> calendar) {
        this.nominalVoltage = nominalVoltage;
        this.nominalFrequency = nominalFrequency;
        this.noise = new Noise(seed, "grid");
        this.calendar = List.copyOf(calendar);
        this.frequency = nominalFrequency;
        readRanks();
        fixAngles();
    }

    private void readRanks() {
        TreeMap<Integer, Double> rows = new TreeMap<>();
        for (Map<String, String> row : CsvRows.read("voltage-harmonics.csv")) {
            rows.put(
                    Integer.parseInt(row.getOrDefault("rank", "")),
                    Double.parseDouble(row.getOrDefault("percent", "")));
        }
        for (int rank = 2; rank <= Spectrum.RANKS; rank++) {
            Double given = rows.get(rank);
            double rest = rank % 2 == 0 ? 0.08 * 2 / rank : rows.lastEntry().getValue() * rows.lastKey() / rank;
            percent[rank] = given != null ? given : rest;
        }
    }

    /** Amplitudes wander, angles don't: constant for each rank, shifted by the phase; a spread of 0.2 deg a phase. */
    private void fixAngles() {
        for (int phase = 0; phase < 3; phase++) {
            double shift = -THIRD * phase + Math.toRadians(0.2) * (noise.uniform(50, phase) - 0.5);
            for (int rank = 1; rank <= Spectrum.RANKS; rank++) {
                double own = rank == 1 ? 0 : 2 * Math.PI * noise.uniform(51, rank);
                cos[phase][rank] = Math.cos(rank * shift + own);
                sin[phase][rank] = Math.sin(rank * shift + own);
            }
        }
    }

    /**
     * Moves to a moment.
     *
     * @param now the moment.
     * @param load power drawn from the site's supply as share of what it is made for, 0..1.
     */
    public void update(Moment now, double load) {
        long second = now.second();
        double common = 1
                + 0.004 * noise.smooth(SLOW, second, 1200)
                + DAILY.at(now.hour())
                - DROP_AT_FULL_LOAD * Math.max(0, Math.min(1, load));
        double distortion = 1 + 0.25 * noise.smooth(DISTORTION, second, 1800) + (now.hour() >= 18 ? 0.15 : 0);
        double sequence = nominalVoltage * NEGATIVE_SEQUENCE * (1 + 0.2 * noise.smooth(SLOW + 1, second, 1200));
        for (int phase = 0; phase < 3; phase++) {
            double spread = 0.006 * (noise.uniform(52, phase) - 0.5);
            double white = 0.0005 * noise.white(WHITE + phase, now.second());
            double factor = disturbance(phase + 1, now);
            phase(phase, nominalVoltage * (common + spread + white) * factor, sequence * factor, distortion);
        }
        for (int pair = 0; pair < 3; pair++) {
            pairs.get(pair).combine(phases.get(pair), 1, phases.get((pair + 1) % 3), -1);
        }
        neutral.set(1, 1.25 + 0.3 * Math.max(-2.2, Math.min(2.2, noise.smooth(NEUTRAL, second, 600))), 0);
        neutral.seal();
        double wander = 0.02 * noise.smooth(FREQUENCY, second, 60);
        frequency = nominalFrequency + Math.max(-0.15, Math.min(0.15, wander));
    }

    private double disturbance(int phase, Moment now) {
        long secondOfDay = Math.round(now.hour() * 3600);
        double factor = 1;
        for (CalendarEvent event : calendar) {
            factor *= event.factor(phase, secondOfDay);
        }
        return factor;
    }

    private void phase(int phase, double fundamental, double sequence, double distortion) {
        Spectrum voltage = phases.get(phase);
        double turned = THIRD * phase + 1.0;
        voltage.set(
                1,
                fundamental * cos[phase][1] + sequence * Math.cos(turned),
                fundamental * sin[phase][1] + sequence * Math.sin(turned));
        for (int rank = 2; rank <= Spectrum.RANKS; rank++) {
            double size = fundamental * percent[rank] / 100 * distortion;
            voltage.set(rank, size * cos[phase][rank], size * sin[phase][rank]);
        }
        voltage.seal();
    }

    /**
     * Returns a phase voltage.
     *
     * @param phase 0..2.
     * @return the same object for the life of the supply; its content moves.
     */
    public Spectrum phase(int phase) {
        return phases.get(phase);
    }

    /**
     * Returns a voltage between phases: U12, U23, U31.
     *
     * @param pair 0..2.
     * @return the same object for the life of the supply; its content moves.
     */
    public Spectrum pair(int pair) {
        return pairs.get(pair);
    }

    /**
     * Returns the voltage of the neutral to earth.
     *
     * @return the same object for the life of the supply; its content moves.
     */
    public Spectrum neutral() {
        return neutral;
    }

    /**
     * Returns the frequency.
     *
     * @return Hz.
     */
    public double frequency() {
        return frequency;
    }

    /**
     * Returns the nominal voltage.
     *
     * @return phase to neutral, V.
     */
    public double nominalVoltage() {
        return nominalVoltage;
    }
}
