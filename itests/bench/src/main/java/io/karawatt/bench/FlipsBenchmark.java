package io.karawatt.bench;

import io.karawatt.bus.LineStatus;
import io.karawatt.line.LineEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * What flipped bits and slow answers do to the values, in virtual time: 32 meters at 115,200 Bd, a third of which think
 * equally long, a third anything from 1 to 200 ms, and a third 5 ms but now and then 200.
 *
 * <p>Every value and every register that the line hands on is compared with what the meter has. A false time-out is one
 * whose question the meter heard and answered. The run takes some minutes; the system property
 * {@code karawatt.bench.flips} makes it shorter.
 */
public final class FlipsBenchmark implements Benchmark {

    private static final int BAUD = 115_200;
    private static final int REGISTERS = 20;
    private static final long TRANSACTIONS = Long.getLong("karawatt.bench.flips", 10_000_000);
    private static final int STORM_PART = 10;

    /** Characters of one answer. */
    private static final int CHARACTERS = 5 + 2 * REGISTERS;

    private static final double FRAME_ERRORS = 0.01;
    private static final double STORM_ERRORS = 0.9;
    private static final double FALSE_LIMIT = 1;
    private static final double PER = 100_000;

    private static final long LEAST_MS = 1;
    private static final int MOST_MS = 200;
    private static final long USUAL_MS = 5;
    private static final int SELDOM = 200;
    private static final int HABITS = 3;

    private static final Duration BUSY = Duration.ofMillis(10);
    private static final Duration LOOK = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "flips";
    }

    @Override
    public List<Row> run(Consumer<String> progress) throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        String usual = "1 % of the frames damaged, 1 to 200 ms";
        progress.accept(String.format("%,d transactions, %s", TRANSACTIONS, usual));
        Figures figures = measure(FRAME_ERRORS, TRANSACTIONS);
        rows.addAll(rows(usual, figures));
        rows.add(new Row(name(), usual, "false-timeouts-per-100000", figures.falsePart(), "-", FALSE_LIMIT, "limit"));
        String storm = "90 % of the frames damaged";
        progress.accept(String.format("%,d transactions, %s", TRANSACTIONS / STORM_PART, storm));
        rows.addAll(rows(storm, measure(STORM_ERRORS, TRANSACTIONS / STORM_PART)));
        return rows;
    }

    private List<Row> rows(String situation, Figures figures) {
        return List.of(
                new Row(name(), situation, "transactions", figures.requests, "-", Double.NaN, ""),
                new Row(name(), situation, "damaged-answers", figures.damaged, "-", Double.NaN, ""),
                new Row(name(), situation, "values-handed-on", figures.values, "-", Double.NaN, ""),
                new Row(name(), situation, "wrong-values", figures.wrong, "-", 0, "limit"));
    }

    private record Figures(long requests, long damaged, long falseTimeouts, long values, long wrong) {

        double falsePart() {
            return falseTimeouts * PER / requests;
        }
    }

    private static Figures measure(double errors, long transactions) throws InterruptedException {
        VirtualTime time = new VirtualTime();
        // Polls only: whoever looks into an address conflict asks for other registers, and counts by itself.
        long[] heard = {0};
        WirePlant plant = new WirePlant(
                BAUD,
                time,
                turnarounds(new Random(1)),
                (unit, address) -> heard[0] += address == BenchSite.FAST ? 1 : 0);
        plant.noise(1 - Math.pow(1 - errors, 1.0 / CHARACTERS));
        TruthSink sink = new TruthSink();
        LineEngine line = plant.line(sink, WirePlant.periods(BUSY, BUSY));
        List<Figures> figures = new ArrayList<>();
        time.every(LOOK, () -> {
            LineStatus.Counters counters = line.status().counters();
            if (counters.requests() >= transactions) {
                figures.add(figures(counters, heard[0], sink));
                time.end();
            }
        });
        time.run(line, BenchSite.onWire(BenchSite.profile(REGISTERS, 0), unit -> true));
        return figures.get(0);
    }

    private static Figures figures(LineStatus.Counters counters, long heard, TruthSink sink) {
        long unheard = counters.requests() - heard;
        return new Figures(
                counters.requests(),
                counters.checksums()
                        + counters.malformed()
                        + counters.strays().torn()
                        + counters.strays().collisions(),
                Math.max(0, counters.timeouts() - unheard),
                sink.values(),
                sink.wrong());
    }

    private static IntFunction<LongSupplier> turnarounds(Random random) {
        return unit -> switch (unit % HABITS) {
            case 0 -> () -> millis(LEAST_MS + (MOST_MS - LEAST_MS) * unit / WirePlant.DEVICES);
            case 1 -> () -> millis(LEAST_MS + random.nextInt(MOST_MS));
            default -> () -> millis(random.nextInt(SELDOM) == 0 ? MOST_MS : USUAL_MS);
        };
    }

    private static long millis(long count) {
        return Duration.ofMillis(count).toNanos();
    }
}
