package io.karawatt.simulator.internal.physics;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;

/**
 * An alternating-current circuit as a meter sees it: voltages of its phases and, where it has a load, the currents the
 * load draws. Powers follow from both (IEEE 1459): P over all ranks, Q of the fundamental, S = V x I.
 *
 * <p>A load of one phase shows itself on the meter's first line, whichever phase of the supply it hangs on.
 */
public final class Circuit implements Electrics {

    private static final Spectrum NOTHING = new Spectrum();
    private static final double SINE = Math.sqrt(2);

    private final Grid grid;
    private final Map<Channel, Spectrum> channels = new EnumMap<>(Channel.class);
    private final int lines;
    private final boolean neutral;
    private final int firstPhase;
    private final LoadPattern pattern;
    private final boolean loaded;
    private final double[] percent = new double[Spectrum.RANKS + 1];
    private final double[][] cos = new double[3][Spectrum.RANKS + 1];
    private final double[][] sin = new double[3][Spectrum.RANKS + 1];
    private final Noise noise;
    private final IntToDoubleFunction gain;
    private final double[] active = new double[4];
    private final double[] reactive = new double[4];
    private final double[] apparent = new double[4];
    private final Spectrum mean = new Spectrum();
    private double level;
    private double fullDistortion;

    private Circuit(
            Grid grid,
            LoadType type,
            int firstPhase,
            LoadPattern pattern,
            Noise noise,
            IntToDoubleFunction gain,
            boolean loaded) {
        this.gain = gain;
        this.grid = grid;
        this.lines = type.phases();
        this.neutral = type.neutral();
        this.firstPhase = firstPhase;
        this.pattern = pattern;
        this.loaded = loaded;
        this.noise = noise;
        fillChannels();
        if (loaded) {
            fixRanks();
        }
    }

    /**
     * Makes a circuit with voltages only.
     *
     * @param grid the supply.
     * @return the circuit.
     */
    public static Circuit network(Grid grid) {
        LoadType all = new LoadType("network", 5, 3, true, 0);
        LoadClass none = LoadClass.all().values().iterator().next();
        Noise still = new Noise(0, "network");
        return new Circuit(grid, all, 0, new LoadPattern(none, 1, still), still, line -> 1, false);
    }

    /**
     * Makes a circuit with a load.
     *
     * @param grid the supply.
     * @param type wiring.
     * @param firstPhase phase of the supply that its first line hangs on, 0..2.
     * @param pattern what it draws.
     * @param noise its own chance.
     * @param gain what the meter makes of the current of a line, 0..2: 1 when its transformer is set as it is, negative
     *     when it is set the wrong way round, 0 when it is not looked at.
     * @return the circuit.
     */
    public static Circuit load(
            Grid grid, LoadType type, int firstPhase, LoadPattern pattern, Noise noise, IntToDoubleFunction gain) {
        return new Circuit(grid, type, firstPhase, pattern, noise, gain, true);
    }

    private void fillChannels() {
        for (int line = 0; line < 3; line++) {
            boolean there = line < lines;
            boolean pair = lines == 3 || (lines == 2 && line == 0);
            channels.put(Channel.VOLTAGES.get(line), there ? voltage(line) : NOTHING);
            channels.put(Channel.PAIRS.get(line), pair ? grid.pair((firstPhase + line) % 3) : NOTHING);
            channels.put(Channel.CURRENTS.get(line), loaded && there ? new Spectrum() : NOTHING);
        }
        channels.put(Channel.VN, neutral ? grid.neutral() : NOTHING);
        channels.put(Channel.IN, loaded && neutral ? new Spectrum() : NOTHING);
    }

    private Spectrum current(int line) {
        return of(Channel.CURRENTS.get(line));
    }

    private Spectrum voltage(int line) {
        return grid.phase((firstPhase + line) % 3);
    }

    /** Ranks of the class, and beyond its last one a tail that falls with the square of the rank. */
    private void fixRanks() {
        LoadClass kind = pattern.kind();
        int last = kind.ranks().keySet().stream().mapToInt(rank -> rank).max().orElse(1);
        double end = kind.ranks().getOrDefault(last, 0.0);
        for (int rank = 2; rank <= Spectrum.RANKS; rank++) {
            double tail = rank > last && rank % 2 == 1 ? 0.3 * end * last * last / (rank * rank) : 0;
            percent[rank] = kind.ranks().getOrDefault(rank, tail);
            fullDistortion = Math.hypot(fullDistortion, percent[rank] / 100);
            double own = 2 * Math.PI * noise.uniform(1, rank);
            for (int line = 0; line < 3; line++) {
                double shift = -2 * Math.PI / 3 * rank * (firstPhase + line) + own;
                cos[line][rank] = Math.cos(shift);
                sin[line][rank] = Math.sin(shift);
            }
        }
    }

    @Override
    public void update(Moment now) {
        if (!loaded) {
            return;
        }
        double power = pattern.power(now);
        level = Math.abs(power) / pattern.nominal();
        if (lines == 2 && !neutral) {
            betweenPhases(power);
        } else {
            for (int line = 0; line < lines; line++) {
                draw(current(line), line, voltage(line), power * share(line, now));
            }
        }
        if (lines == 3 && !neutral) {
            removeCommonPart();
        }
        for (int line = 0; line < lines; line++) {
            double factor = gain.applyAsDouble(line);
            if (factor != 1) {
                current(line).combine(current(line), factor, NOTHING, 0);
            }
        }
        if (neutral) {
            sumNeutral();
        }
        computePowers();
    }

    private double share(int line, Moment now) {
        if (lines == 1) {
            return 1;
        }
        double first = 1.0 / lines + 0.01 * noise.smooth(2, now.second(), 900);
        double second = 1.0 / lines - 0.008 * noise.smooth(3, now.second(), 900);
        return switch (line) {
            case 0 -> first;
            case 1 -> lines == 2 ? 1 - first : second;
            default -> 1 - first - second;
        };
    }

    /** The current that takes a power from a voltage with the class's displacement and distortion. */
    private void draw(Spectrum current, int line, Spectrum voltage, double power) {
        double volt = voltage.magnitude(1);
        if (volt < 1) {
            current.clear();
            return;
        }
        double cosPhi = Math.abs(pattern.kind().cosPhi());
        double sinPhi =
                Math.sqrt(1 - cosPhi * cosPhi) * Math.signum(pattern.kind().cosPhi());
        double size = power / (volt * cosPhi);
        double re = voltage.re(1) / volt;
        double im = voltage.im(1) / volt;
        current.set(1, size * (re * cosPhi + im * sinPhi), size * (im * cosPhi - re * sinPhi));
        double rise = Math.min(3, 0.6 + 0.4 / Math.max(level, 0.1));
        for (int rank = 2; rank <= Spectrum.RANKS; rank++) {
            double part = Math.abs(size) * percent[rank] / 100 * rise;
            current.set(rank, part * cos[line][rank], part * sin[line][rank]);
        }
        current.seal();
    }

    private void betweenPhases(double power) {
        Spectrum first = current(0);
        draw(first, 0, of(Channel.U12), power);
        current(1).combine(first, -1, NOTHING, 0);
    }

    /** Without a neutral the three currents add up to nothing. */
    private void removeCommonPart() {
        Spectrum one = current(0);
        Spectrum two = current(1);
        Spectrum three = current(2);
        mean.combine(one, 1.0 / 3, two, 1.0 / 3);
        mean.combine(mean, 1, three, 1.0 / 3);
        one.combine(one, 1, mean, -1);
        two.combine(two, 1, mean, -1);
        three.combine(three, 1, mean, -1);
    }

    private void sumNeutral() {
        Spectrum sum = of(Channel.IN);
        sum.clear();
        for (int line = 0; line < lines; line++) {
            sum.combine(sum, 1, current(line), 1);
        }
    }

    private void computePowers() {
        Arrays.fill(active, 0);
        Arrays.fill(reactive, 0);
        Arrays.fill(apparent, 0);
        for (int line = 0; line < lines; line++) {
            Spectrum volt = voltage(line);
            Spectrum current = current(line);
            active[line + 1] = volt.power(current);
            reactive[line + 1] = volt.reactive(current);
            apparent[line + 1] = volt.rms() * current.rms();
            active[0] += active[line + 1];
            reactive[0] += reactive[line + 1];
            apparent[0] += apparent[line + 1];
        }
    }

    /**
     * Returns a measured voltage or current.
     *
     * @param channel which one.
     * @return its ranks; nothing where the circuit has no such conductor.
     */
    public Spectrum of(Channel channel) {
        return channels.getOrDefault(channel, NOTHING);
    }

    @Override
    public double active(int line) {
        return active[line];
    }

    @Override
    public double reactive(int line) {
        return reactive[line];
    }

    @Override
    public double apparent(int line) {
        return apparent[line];
    }

    @Override
    public double directCurrent() {
        return 0;
    }

    @Override
    public double planned(Moment then) {
        return loaded ? pattern.power(then) : 0;
    }

    @Override
    public double tangent() {
        double cosPhi = pattern.kind().cosPhi();
        return Math.sqrt(1 - cosPhi * cosPhi) / cosPhi;
    }

    @Override
    public Optional<DoubleSupplier> value(QuantityRule rule, Supplier<Method> method) {
        if (!rule.family().equals(QuantityRule.AC)) {
            return Optional.empty();
        }
        Optional<Formula> formula = rule.formula().equals("harmonic")
                ? Formulas.harmonic(rule.argument())
                : Formulas.find(rule.formula(), rule.argument());
        return formula.map(f -> () -> f.of(this, method.get()));
    }

    /**
     * Returns how many phases the circuit has.
     *
     * @return 1..3.
     */
    public int lines() {
        return lines;
    }

    /**
     * Returns the frequency.
     *
     * @return Hz.
     */
    public double frequency() {
        return grid.frequency();
    }

    /**
     * Returns the nominal current of the load.
     *
     * @return A a phase.
     */
    public double nominalCurrent() {
        return loaded
                ? pattern.nominal()
                        / (grid.nominalVoltage()
                                * lines
                                * Math.abs(pattern.kind().cosPhi()))
                : 0;
    }

    /**
     * Returns the nominal voltage.
     *
     * @return phase to neutral, V.
     */
    public double nominalVoltage() {
        return grid.nominalVoltage();
    }

    /**
     * Returns the crest factor of a channel: that of a sine for voltages plus what distortion adds; for currents moving
     * with the distortion from a sine towards the class's value at full load.
     *
     * @param channel which one.
     * @return 1.414 and above; 0 where nothing flows.
     */
    public double crest(Channel channel) {
        Spectrum spectrum = of(channel);
        if (spectrum.rms() <= 0) {
            return 0;
        }
        double thd = Math.sqrt(spectrum.squares(2, Spectrum.RANKS)) / spectrum.rms();
        double slope = channel.current() && fullDistortion > 0 ? (pattern.kind().crest() - SINE) / fullDistortion : 0.8;
        return SINE + slope * thd;
    }
}
