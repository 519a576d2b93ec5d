package io.karawatt.bench;

import io.karawatt.bus.DeviceStatus.State;
import io.karawatt.line.LineContext;
import io.karawatt.line.LineEngine;
import io.karawatt.line.LineSettings;
import io.karawatt.line.SerialPorts;
import io.karawatt.modbus.serial.Timeline;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How well the line engine uses a serial line: 32 meters on a timed wire in real time, beside j2mod's RTU master on the
 * same wire; and what is left of the others' rate when 8 of the 32 fall silent.
 *
 * <p>Utilisation is the time that the wire alone needs for the reads done (characters, both silences, turnaround) by
 * the time they took. CPU is that of the thread that asks; the playing of the wire runs on it as well, for both
 * masters.
 */
public final class WireBenchmark implements Benchmark {

    private static final int[] BAUDS = {9_600, 38_400, 115_200};
    private static final long WARM_MILLIS = 1_000;
    private static final long MILLIS = 5_000;
    private static final double LIMIT = 0.90;

    private static final int HEALTH_BAUD = 115_200;
    private static final int DEAD = 8;
    private static final double HEALTH_LIMIT = 0.95;

    /** Twenty polls a device: after that it is known how fast each answers. */
    private static final long LEARN_MILLIS = 22_000;

    private static final long HEALTH_MILLIS = 20_000;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Override
    public String name() {
        return "wire";
    }

    private record Used(double utilisation, double cpuMicros) {}

    @Override
    public List<Row> run(Consumer<String> progress) throws Exception {
        List<Row> rows = new ArrayList<>();
        for (int baud : BAUDS) {
            String situation = WirePlant.DEVICES + " devices, " + baud + " Bd";
            progress.accept(situation);
            Used ours = engine(baud);
            progress.accept(situation + ", j2mod");
            Used peer = j2mod(baud);
            rows.add(new Row(name(), situation, "utilisation", ours.utilisation, "-", LIMIT, "limit"));
            rows.add(new Row(name(), situation, "utilisation", ours.utilisation, "-", peer.utilisation, "j2mod 3.3.0"));
            rows.add(
                    new Row(name(), situation, "cpu-us-per-read", ours.cpuMicros, "us", peer.cpuMicros, "j2mod 3.3.0"));
        }
        String situation = DEAD + " of " + WirePlant.DEVICES + " dead, " + HEALTH_BAUD + " Bd";
        progress.accept(situation);
        rows.addAll(health(situation));
        return rows;
    }

    /** Starts reading all meters of a plant. */
    static LineEngine start(WirePlant plant, CountingSink sink, Duration period) {
        SerialPorts ports = new SerialPorts(plant.settings(), plant);
        LineSettings settings = new LineSettings(
                WirePlant.LINE,
                "rs485",
                plant.settings().toString(),
                plant.cost(),
                new LineSettings.Periods(period, Duration.ofSeconds(10), Duration.ofSeconds(60)),
                LineSettings.Patience.SERIAL,
                LineSettings.Limits.SERIAL);
        LineEngine engine =
                new LineEngine(settings, new LineContext(ports, sink, sink, Timeline.SYSTEM, Clock.systemUTC()));
        engine.changed(WirePlant.installation());
        engine.start();
        return engine;
    }

    /** A period far too short keeps the line busy all the time. */
    private Used engine(int baud) throws InterruptedException {
        WirePlant plant = new WirePlant(baud);
        CountingSink sink = new CountingSink();
        try (LineEngine engine = start(plant, sink, Duration.ofMillis(10))) {
            Thread.sleep(WARM_MILLIS);
            long thread = threadOf(engine.name());
            CountingSink.Progress first = sink.next();
            long cpu = threads.getThreadCpuTime(thread);
            Thread.sleep(MILLIS);
            CountingSink.Progress last = sink.next();
            cpu = threads.getThreadCpuTime(thread) - cpu;
            return used(plant, last.reads() - first.reads(), last.nanos() - first.nanos(), cpu);
        }
    }

    private static long threadOf(String line) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("karawatt-line-" + line))
                .mapToLong(Thread::getId)
                .findFirst()
                .orElseThrow();
    }

    private static Used used(WirePlant plant, long reads, long nanos, long cpu) {
        return new Used(reads * plant.secondsPerRead() * 1e9 / nanos, cpu / 1e3 / reads);
    }

    private Used j2mod(int baud) throws Exception {
        WirePlant plant = new WirePlant(baud);
        try (J2modMaster master = new J2modMaster(plant.open(plant.settings()), plant.settings())) {
            int unit = 0;
            for (long end = System.nanoTime() + WARM_MILLIS * 1_000_000; System.nanoTime() < end; ) {
                master.read(1 + unit++ % WirePlant.DEVICES, WirePlant.ADDRESS, WirePlant.REGISTERS);
            }
            long cpu = threads.getCurrentThreadCpuTime();
            long begin = System.nanoTime();
            long reads = 0;
            while (System.nanoTime() - begin < MILLIS * 1_000_000) {
                master.read(1 + unit++ % WirePlant.DEVICES, WirePlant.ADDRESS, WirePlant.REGISTERS);
                reads++;
            }
            long nanos = System.nanoTime() - begin;
            return used(plant, reads, nanos, threads.getCurrentThreadCpuTime() - cpu);
        }
    }

    /** From the moment the plugs are pulled: finding out is part of the price. */
    private List<Row> health(String situation) throws InterruptedException {
        WirePlant plant = new WirePlant(HEALTH_BAUD);
        CountingSink sink = new CountingSink();
        try (LineEngine engine = start(plant, sink, Duration.ofSeconds(1))) {
            Thread.sleep(LEARN_MILLIS);
            double before = batches(plant, sink, HEALTH_MILLIS, false);
            plant.kill(DEAD);
            double after = batches(plant, sink, HEALTH_MILLIS, true);
            long silent = engine.devices().stream()
                    .filter(device -> device.state() == State.SILENT)
                    .count();
            return List.of(
                    new Row(name(), situation, "healthy-rate", after / before, "-", HEALTH_LIMIT, "limit"),
                    new Row(name(), situation, "silent-devices", silent, "-", DEAD, "plugs pulled"));
        }
    }

    /** Good batches a second and living device; all 32 before the plugs are pulled, 24 after. */
    private static double batches(WirePlant plant, CountingSink sink, long millis, boolean pulled)
            throws InterruptedException {
        long from = living(plant, sink);
        long begin = System.nanoTime();
        Thread.sleep(millis);
        double devices = pulled ? WirePlant.DEVICES - DEAD : WirePlant.DEVICES;
        return (living(plant, sink) - from) / devices * 1e9 / (System.nanoTime() - begin);
    }

    private static long living(WirePlant plant, CountingSink sink) {
        long total = 0;
        for (int unit = 1; unit <= WirePlant.DEVICES; unit++) {
            total += plant.dead(unit) ? 0 : sink.good("m" + unit);
        }
        return total;
    }
}
