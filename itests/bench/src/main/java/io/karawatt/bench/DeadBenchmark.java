package io.karawatt.bench;

import io.karawatt.bus.DeviceStatus.State;
import io.karawatt.line.LineEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What is left of the rate of the healthy when others of 32 fall silent, at 38,400 Bd in virtual time.
 *
 * <p>Once with a period that fits, where nominal is one reading a period; once with one so short that the line is
 * always busy, where nominal is what the healthy ones have when they are alone on the line. The first minute begins
 * when the plugs are pulled: finding out is part of the price. It is compared with the minute before.
 */
public final class DeadBenchmark implements Benchmark {

    private static final int BAUD = 38_400;
    private static final int REGISTERS = 60;
    private static final int[] DEAD = {0, 1, 8, 16};
    private static final double LIMIT = 0.95;

    /** 32 reads of 43 ms fill 69 % of it. */
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private static final Duration BUSY = Duration.ofMillis(10);
    private static final Duration PULL = Duration.ofMinutes(2);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofMinutes(30);

    @Override
    public String name() {
        return "dead";
    }

    /**
     * Readings a second of a healthy device.
     *
     * @param before mean of all in the minute before the plugs are pulled.
     * @param first mean of all in the minute after.
     * @param worst of the worst from then until the end.
     * @param silent how many devices are called silent at the end.
     */
    private record Rates(double before, double first, double worst, long silent) {}

    @Override
    public List<Row> run(Consumer<String> progress) throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        for (int dead : DEAD) {
            String situation = dead + " of " + WirePlant.DEVICES + " dead, ";
            progress.accept(situation + "period 2 s");
            double nominal = 1e9 / PERIOD.toNanos();
            rows.addAll(rows(situation + "period 2 s", rates(PERIOD, dead, unit -> true), nominal, dead));
            progress.accept(situation + "line full");
            IntPredicate healthy = healthy(dead);
            Rates alone = rates(BUSY, dead, healthy);
            rows.addAll(rows(situation + "line full", rates(BUSY, dead, unit -> true), alone.worst, dead));
        }
        return rows;
    }

    private List<Row> rows(String situation, Rates rates, double nominal, int dead) {
        return List.of(
                new Row(name(), situation, "rate-first-minute", rates.first / rates.before, "-", LIMIT, "limit"),
                new Row(name(), situation, "rate-of-worst", rates.worst / nominal, "-", LIMIT, "limit"),
                new Row(name(), situation, "silent-devices", rates.silent, "-", dead, "plugs pulled"));
    }

    private static IntPredicate healthy(int dead) {
        WirePlant plant = plant(new VirtualTime());
        plant.kill(dead);
        return unit -> !plant.dead(unit);
    }

    private static WirePlant plant(VirtualTime time) {
        return new WirePlant(BAUD, time, unit -> BenchSite.TURNAROUND::toNanos, BenchMeter.Hearer.NOBODY);
    }

    private static Rates rates(Duration period, int dead, IntPredicate installed) throws InterruptedException {
        VirtualTime time = new VirtualTime();
        WirePlant plant = plant(time);
        CountingSink sink = new CountingSink();
        LineEngine line = plant.line(sink, WirePlant.periods(period, period));
        List<Integer> healthy = IntStream.rangeClosed(1, WirePlant.DEVICES)
                .filter(healthy(dead).and(installed))
                .boxed()
                .toList();
        List<List<Long>> counts = new ArrayList<>();
        Duration end = PULL.plus(LONG);
        for (Duration moment : List.of(PULL.minus(MINUTE), PULL, PULL.plus(MINUTE), end)) {
            time.at(moment, () -> counts.add(counts(sink, healthy)));
        }
        time.at(PULL, () -> plant.kill(dead));
        long[] silent = {0};
        time.at(
                end,
                () -> silent[0] = line.devices().stream()
                        .filter(device -> device.state() == State.SILENT)
                        .count());
        time.run(line, BenchSite.onWire(BenchSite.profile(REGISTERS, 0), installed), end);
        return new Rates(
                rates(counts.get(0), counts.get(1), MINUTE).average().orElseThrow(),
                rates(counts.get(1), counts.get(2), MINUTE).average().orElseThrow(),
                rates(counts.get(2), counts.get(3), LONG.minus(MINUTE)).min().orElseThrow(),
                silent[0]);
    }

    private static List<Long> counts(CountingSink sink, List<Integer> units) {
        return units.stream().map(unit -> sink.good(BenchSite.key(unit))).toList();
    }

    private static DoubleStream rates(List<Long> from, List<Long> to, Duration time) {
        return IntStream.range(0, from.size()).mapToDouble(i -> (to.get(i) - from.get(i)) * 1e9 / time.toNanos());
    }
}
