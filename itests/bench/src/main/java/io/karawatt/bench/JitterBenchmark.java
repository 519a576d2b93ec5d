package io.karawatt.bench;

import io.karawatt.line.LineEngine;
import io.karawatt.modbus.serial.Timeline;
import io.karawatt.topology.Installation;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How well a fast group keeps its period while the line does other things as well, measured where the meters hear the
 * questions: 32 meters at 38,400 Bd, one second.
 *
 * <p>The fast group fills 60 % of the line; harmonics are read every ten seconds as a slow group; and somebody reads
 * the settings of all meters, one after the other without end, with work that can wait. Then the fast group alone is
 * given more than the line can do, to see whether the line knows what it can do.
 */
public final class JitterBenchmark implements Benchmark {

    private static final int BAUD = 38_400;

    /** 14 registers take 19.2 ms; 32 of them 613 ms. */
    private static final int FAST = 14;

    private static final int HARMONICS = 60;
    private static final int TOO_MUCH = 84;
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration SLOW = Duration.ofSeconds(10);
    private static final Duration WARM = Duration.ofMinutes(2);
    private static final Duration MEASURE = Duration.ofMinutes(30);
    private static final Duration REAL_WARM = Duration.ofSeconds(30);
    private static final Duration REAL_MEASURE = Duration.ofSeconds(60);
    private static final double P99_LIMIT_MS = 50;
    private static final double CYCLE_LIMIT = 0.05;
    private static final double MEASURED = 0.99;

    @Override
    public String name() {
        return "jitter";
    }

    @Override
    public List<Row> run(Consumer<String> progress) throws InterruptedException {
        List<Row> rows = new ArrayList<>();
        progress.accept("fast 60 %, harmonics, settings; " + MEASURE.toMinutes() + " min of virtual time");
        rows.addAll(rows("fast 60 %, background", virtual(FAST, HARMONICS, true), true));
        progress.accept("fast 178 %; " + MEASURE.toMinutes() + " min of virtual time");
        rows.addAll(rows("fast 178 %", virtual(TOO_MUCH, 0, false), false));
        progress.accept("fast 60 %, harmonics, settings; " + REAL_MEASURE.toSeconds() + " s of real time");
        rows.addAll(rows("fast 60 %, background, real time", real(), true));
        return rows;
    }

    private List<Row> rows(String situation, Figures figures, boolean fits) {
        List<Row> rows = new ArrayList<>();
        if (fits) {
            rows.add(new Row(name(), situation, "p99-jitter-ms", figures.jitter * 1e3, "ms", P99_LIMIT_MS, "limit"));
            rows.add(new Row(name(), situation, "period-s", figures.cycle, "s", PERIOD.toNanos() / 1e9, "asked"));
            rows.add(new Row(name(), situation, "settings-reads-per-s", figures.settings, "1/s", Double.NaN, ""));
        }
        rows.add(new Row(name(), situation, "cycle-s", figures.cycle, "s", figures.predicted, "predicted"));
        if (figures.predicted > 0) {
            double off = Math.abs(figures.predicted / figures.cycle - 1);
            rows.add(new Row(name(), situation, "prediction-off-by", off, "-", CYCLE_LIMIT, "limit"));
        }
        return rows;
    }

    /**
     * What was measured; seconds.
     *
     * @param jitter by how much the time between two questions differs from the period at most, for 99 % of them.
     * @param cycle mean time between two questions.
     * @param predicted what the line said the cycle would be; 0 when it says nothing.
     * @param settings reads of settings a second.
     */
    private record Figures(double jitter, double cycle, double predicted, double settings) {}

    private static Figures virtual(int fast, int slow, boolean background) throws InterruptedException {
        VirtualTime time = new VirtualTime();
        FastLog log = new FastLog(time, PERIOD);
        WirePlant plant = new WirePlant(BAUD, time, unit -> BenchSite.TURNAROUND::toNanos, log);
        LineEngine line = plant.line(new CountingSink(), WirePlant.periods(PERIOD, SLOW));
        SettingsReader reader = new SettingsReader(line);
        List<Figures> figures = new ArrayList<>();
        if (background) {
            time.at(Duration.ZERO, reader::next);
        }
        time.at(WARM, log::start);
        time.at(WARM.plus(MEASURE), () -> figures.add(figures(line, log, reader, WARM.plus(MEASURE))));
        time.run(line, site(fast, slow), WARM.plus(MEASURE));
        return figures.get(0);
    }

    private static Figures real() throws InterruptedException {
        FastLog log = new FastLog(Timeline.SYSTEM, PERIOD);
        WirePlant plant =
                new WirePlant(BAUD, Timeline.SYSTEM, Clock.systemUTC(), unit -> BenchSite.TURNAROUND::toNanos, log);
        try (LineEngine line = plant.line(new CountingSink(), WirePlant.periods(PERIOD, SLOW))) {
            SettingsReader reader = new SettingsReader(line);
            line.changed(site(FAST, HARMONICS));
            line.start();
            Thread.sleep(1000);
            reader.next();
            Thread.sleep(REAL_WARM.toMillis());
            log.start();
            Thread.sleep(REAL_MEASURE.toMillis());
            return figures(line, log, reader, REAL_WARM.plus(REAL_MEASURE));
        }
    }

    private static Installation site(int fast, int slow) {
        return BenchSite.onWire(BenchSite.profile(fast, slow), unit -> true);
    }

    private static Figures figures(LineEngine line, FastLog log, SettingsReader reader, Duration since) {
        return new Figures(
                log.jitter(MEASURED),
                log.cycle(),
                line.budget().predictedCycle().toNanos() / 1e9,
                reader.reads() * 1e9 / since.toNanos());
    }
}
