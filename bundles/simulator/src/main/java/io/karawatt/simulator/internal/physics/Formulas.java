package io.karawatt.simulator.internal.physics;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All formulas by name, and which quantity uses which (table {@code quantities.csv}). */
public final class Formulas {

    private static final Pattern HARMONIC = Pattern.compile("harmonic([VUI]\\d+|In|Vn)Rank(\\d+)(?:To(\\d+))?");
    private static final double TINY = 1e-9;

    private static final Map<String, Function<String, Formula>> BY_NAME = Map.ofEntries(
            Map.entry("rms", arg -> channel(arg, (s, m) -> s.rms())),
            Map.entry("mean", arg -> mean(arg, Spectrum::rms)),
            Map.entry("fundamental", arg -> channel(arg, (s, m) -> s.magnitude(1))),
            Map.entry("angle", arg -> channel(arg, (s, m) -> Math.toDegrees(s.angle(1)))),
            Map.entry("thd", arg -> channel(arg, Formulas::thd)),
            Map.entry("meanThd", Formulas::meanThd),
            Map.entry("kFactor", arg -> channel(arg, Formulas::kFactor)),
            Map.entry("crest", Formulas::crest),
            Map.entry("tdd", Formulas::tdd),
            Map.entry("phi", Formulas::phi),
            Map.entry("active", arg -> line(arg, (c, m, k) -> c.active(k))),
            Map.entry("reactive", arg -> line(arg, (c, m, k) -> c.reactive(k))),
            Map.entry("lagging", arg -> line(arg, (c, m, k) -> lagging(c, k) ? c.reactive(k) : 0)),
            Map.entry("leading", arg -> line(arg, (c, m, k) -> lagging(c, k) ? 0 : c.reactive(k))),
            Map.entry("apparent", arg -> line(arg, Formulas::apparent)),
            Map.entry("factor", arg -> line(arg, Formulas::factor)),
            Map.entry("factorLagLead", arg -> line(arg, (c, m, k) -> factor(c, new Method(false, false, 63, true), k))),
            Map.entry("factorIec", arg -> line(arg, (c, m, k) -> factor(c, Method.USUAL, k))),
            Map.entry("factorType", arg -> line(arg, (c, m, k) -> factorType(c, k))),
            Map.entry("activeFundamental", arg -> line(arg, (c, m, k) -> activeFundamental(c, k))),
            Map.entry("cosPhi", arg -> line(arg, (c, m, k) -> cosPhi(c, k))),
            Map.entry("tanPhi", arg -> line(arg, (c, m, k) -> ratio(c.reactive(k), activeFundamental(c, k)))),
            Map.entry("direct", arg -> sequence(arg, 1)),
            Map.entry("inverse", arg -> sequence(arg, -1)),
            Map.entry("zero", arg -> sequence(arg, 0)),
            Map.entry("unbalance", Formulas::unbalance),
            Map.entry("amplitudeUnbalance", Formulas::amplitudeUnbalance),
            Map.entry("frequency", arg -> (c, m) -> c.frequency()),
            Map.entry("nominalApparent", arg -> (c, m) -> nominalApparent(c)));

    private Formulas() {}

    /** A number from one channel. */
    @FunctionalInterface
    private interface OfSpectrum {
        double of(Spectrum spectrum, Method method);
    }

    /** A number from one line or the total. */
    @FunctionalInterface
    private interface OfLine {
        double of(Circuit circuit, Method method, int line);
    }

    /**
     * Finds a formula.
     *
     * @param name its name.
     * @param argument what it is applied to.
     * @return the formula, or empty when there is none of that name.
     */
    public static Optional<Formula> find(String name, String argument) {
        return Optional.ofNullable(BY_NAME.get(name)).map(maker -> maker.apply(argument));
    }

    /**
     * Reads the key of a single harmonic or a group of them.
     *
     * @param quantity for example {@code harmonicI1Rank5} or {@code harmonicU12Rank26To34}.
     * @return percent of the fundamental, for a group the root of the sum of squares; empty for other keys.
     */
    public static Optional<Formula> harmonic(String quantity) {
        Matcher matcher = HARMONIC.matcher(quantity);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Channel channel = Channel.valueOf(matcher.group(1).toUpperCase(Locale.ROOT));
        int from = Integer.parseInt(matcher.group(2));
        int to = matcher.group(3) == null ? from : Integer.parseInt(matcher.group(3));
        if (from < 2 || to < from || to > Spectrum.RANKS) {
            return Optional.empty();
        }
        return Optional.of((circuit, method) -> {
            Spectrum spectrum = circuit.of(channel);
            return 100 * ratio(Math.sqrt(spectrum.squares(from, to)), spectrum.magnitude(1));
        });
    }

    private static Formula channel(String argument, OfSpectrum of) {
        Channel channel = Channel.valueOf(argument);
        return (circuit, method) -> of.of(circuit.of(channel), method);
    }

    private static Formula line(String argument, OfLine of) {
        int line = Integer.parseInt(argument);
        return (circuit, method) -> of.of(circuit, method, line);
    }

    private static Formula mean(String kind, Function<Spectrum, Double> of) {
        List<Channel> three = Channel.three(kind);
        return (circuit, method) -> {
            double sum = 0;
            int count = 0;
            for (Channel channel : three) {
                double one = of.apply(circuit.of(channel));
                sum += one;
                count += one > 0 ? 1 : 0;
            }
            return ratio(sum, count);
        };
    }

    private static Formula meanThd(String kind) {
        return (circuit, method) ->
                mean(kind, spectrum -> thd(spectrum, method)).of(circuit, method);
    }

    private static double thd(Spectrum spectrum, Method method) {
        double harmonics = Math.sqrt(spectrum.squares(2, method.ranks()));
        return 100 * ratio(harmonics, method.ofRms() ? spectrum.rms() : spectrum.magnitude(1));
    }

    private static double kFactor(Spectrum spectrum, Method method) {
        return ratio(spectrum.rankedSquares(method.ranks()), spectrum.squares(1, method.ranks()));
    }

    private static Formula crest(String argument) {
        Channel channel = Channel.valueOf(argument);
        return (circuit, method) -> circuit.crest(channel);
    }

    private static Formula tdd(String argument) {
        Channel channel = Channel.valueOf(argument);
        return (circuit, method) ->
                100 * ratio(Math.sqrt(circuit.of(channel).squares(2, method.ranks())), circuit.nominalCurrent());
    }

    /** Angle by which the current lags its voltage: positive for inductive loads. */
    private static Formula phi(String argument) {
        boolean neutral = argument.equals("N");
        Channel volt = neutral ? Channel.VN : Channel.VOLTAGES.get(Integer.parseInt(argument) - 1);
        Channel current = neutral ? Channel.IN : Channel.CURRENTS.get(Integer.parseInt(argument) - 1);
        return (circuit, method) -> {
            if (circuit.of(current).magnitude(1) < TINY) {
                return 0;
            }
            double angle = Math.toDegrees(
                    circuit.of(volt).angle(1) - circuit.of(current).angle(1));
            return angle - 360 * Math.rint(angle / 360);
        };
    }

    private static boolean lagging(Circuit circuit, int line) {
        return (circuit.reactive(line) > 0) == (circuit.active(line) >= 0);
    }

    private static double apparent(Circuit circuit, Method method, int line) {
        return line == 0 && method.vector()
                ? Math.hypot(circuit.active(0), circuit.reactive(0))
                : circuit.apparent(line);
    }

    private static double factor(Circuit circuit, Method method, int line) {
        double factor = ratio(circuit.active(line), apparent(circuit, method, line));
        if (!method.ieee()) {
            return factor;
        }
        return factorType(circuit, line) == 1 ? -Math.abs(factor) : Math.abs(factor);
    }

    /** 0 undefined, 1 leading, 2 lagging. */
    private static double factorType(Circuit circuit, int line) {
        if (Math.abs(circuit.reactive(line)) <= 1e-3 * circuit.apparent(line)) {
            return 0;
        }
        return lagging(circuit, line) ? 2 : 1;
    }

    private static double activeFundamental(Circuit circuit, int line) {
        if (line > 0) {
            Spectrum volt = circuit.of(Channel.VOLTAGES.get(line - 1));
            Spectrum current = circuit.of(Channel.CURRENTS.get(line - 1));
            return volt.re(1) * current.re(1) + volt.im(1) * current.im(1);
        }
        return activeFundamental(circuit, 1) + activeFundamental(circuit, 2) + activeFundamental(circuit, 3);
    }

    private static double cosPhi(Circuit circuit, int line) {
        double active = activeFundamental(circuit, line);
        return ratio(active, Math.hypot(active, circuit.reactive(line)));
    }

    /** Symmetrical components of the fundamentals: direction 1 positive, -1 negative, 0 zero sequence. */
    private static Formula sequence(String kind, int direction) {
        List<Channel> three = Channel.three(kind);
        double turn = direction * 2 * Math.PI / 3;
        double[] cos = {1, Math.cos(turn), Math.cos(2 * turn)};
        double[] sin = {0, Math.sin(turn), Math.sin(2 * turn)};
        return (circuit, method) -> {
            double re = 0;
            double im = 0;
            for (int i = 0; i < 3; i++) {
                Spectrum one = circuit.of(three.get(i));
                re += one.re(1) * cos[i] - one.im(1) * sin[i];
                im += one.re(1) * sin[i] + one.im(1) * cos[i];
            }
            return Math.hypot(re, im) / 3;
        };
    }

    private static Formula unbalance(String kind) {
        Formula direct = sequence(kind, 1);
        Formula inverse = sequence(kind, -1);
        return (circuit, method) ->
                circuit.lines() < 3 ? 0 : 100 * ratio(inverse.of(circuit, method), direct.of(circuit, method));
    }

    private static Formula amplitudeUnbalance(String kind) {
        List<Channel> three = Channel.three(kind);
        return (circuit, method) -> {
            if (circuit.lines() < 3) {
                return 0;
            }
            double mean = mean(kind, Spectrum::rms).of(circuit, method);
            double most = 0;
            for (Channel channel : three) {
                double one = circuit.of(channel).rms();
                most = Math.max(most, Math.abs(one - mean));
            }
            return 100 * ratio(most, mean);
        };
    }

    private static double nominalApparent(Circuit circuit) {
        return circuit.lines() * circuit.nominalCurrent() * circuit.nominalVoltage();
    }

    private static double ratio(double above, double below) {
        return Math.abs(below) < TINY ? 0 : above / below;
    }
}
