package io.karawatt.bench;

import com.ghgande.j2mod.modbus.ModbusException;
import io.karawatt.line.LineEngine;
import io.karawatt.modbus.serial.JSerialCommLinks;
import io.karawatt.modbus.serial.SerialLinks;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.modbus.serial.Timeline;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How well the line engine uses a serial line: 32 meters of 60 registers on a timed wire in real time, and on a pty of
 * this machine; beside j2mod's RTU master, used plainly, on the same wire.
 *
 * <p>Utilisation is the time that the wire alone needs for the reads done (characters, both silences, turnaround) by
 * the time they took. CPU is that of the thread that asks; on the timed wire its playing runs on that thread as well,
 * for both masters.
 */
public final class WireBenchmark implements Benchmark {

    private static final int[] BAUDS = {9_600, 38_400, 115_200};
    private static final int PTY_BAUD = 115_200;
    private static final int REGISTERS = 60;
    private static final long WARM_MILLIS = 1_000;
    private static final long MILLIS = 5_000;
    private static final double LIMIT = 0.95;
    private static final double PTY_LIMIT = 0.85;

    /** A period far too short keeps the line busy all the time. */
    private static final Duration BUSY = Duration.ofMillis(10);

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
            WirePlant plant = new WirePlant(baud);
            Used ours = engine(plant.settings(), plant);
            rows.add(new Row(name(), situation, "utilisation", ours.utilisation, "-", LIMIT, "limit"));
            rows.addAll(beside(situation, ours, plant.settings(), new WirePlant(baud), progress));
        }
        rows.addAll(pty(progress));
        return rows;
    }

    private List<Row> pty(Consumer<String> progress) throws Exception {
        String situation = WirePlant.DEVICES + " devices, pty, " + PTY_BAUD + " Bd";
        Optional<PtyPair> made = PtyPair.make();
        if (made.isEmpty()) {
            progress.accept("no socat on this machine, so nothing is measured over a pty; install socat");
            return List.of();
        }
        SerialLinks machine = new JSerialCommLinks();
        try (PtyPair pair = made.get();
                PtyMeters meters = new PtyMeters(machine.open(at(pair.slave())), at(pair.slave()))) {
            progress.accept(situation);
            meters.start();
            SerialSettings settings = at(pair.master());
            Used ours = engine(settings, machine);
            List<Row> rows = new ArrayList<>();
            rows.add(new Row(name(), situation, "utilisation", ours.utilisation, "-", PTY_LIMIT, "limit"));
            rows.addAll(beside(situation, ours, settings, machine, progress));
            return rows;
        }
    }

    private static SerialSettings at(String port) {
        return SerialSettings.of(port, PTY_BAUD, "8N1");
    }

    private List<Row> beside(
            String situation, Used ours, SerialSettings settings, SerialLinks links, Consumer<String> progress)
            throws IOException {
        List<Row> rows = new ArrayList<>();
        for (J2modMaster.Use use : J2modMaster.Use.values()) {
            if (use.differs(settings)) {
                progress.accept(situation + ", " + use);
                Used peer = j2mod(settings, links, use);
                rows.add(new Row(
                        name(), situation, "utilisation", ours.utilisation, "-", peer.utilisation, use.toString()));
                rows.add(new Row(
                        name(), situation, "cpu-us-per-read", ours.cpuMicros, "us", peer.cpuMicros, use.toString()));
            }
        }
        return rows;
    }

    private Used engine(SerialSettings settings, SerialLinks links) throws InterruptedException {
        CountingSink sink = new CountingSink();
        try (LineEngine line = WirePlant.line(
                settings, links, sink, Timeline.SYSTEM, Clock.systemUTC(), WirePlant.periods(BUSY, BUSY))) {
            line.changed(BenchSite.onWire(BenchSite.profile(REGISTERS, 0), unit -> true));
            line.start();
            Thread.sleep(WARM_MILLIS);
            long thread = threadOf(line.name());
            CountingSink.Progress first = sink.next();
            long cpu = threads.getThreadCpuTime(thread);
            Thread.sleep(MILLIS);
            CountingSink.Progress last = sink.next();
            cpu = threads.getThreadCpuTime(thread) - cpu;
            return used(settings, last.reads() - first.reads(), last.nanos() - first.nanos(), cpu);
        }
    }

    private static long threadOf(String line) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("karawatt-line-" + line))
                .mapToLong(Thread::getId)
                .findFirst()
                .orElseThrow();
    }

    private static Used used(SerialSettings settings, long reads, long nanos, long cpu) {
        return new Used(reads * WirePlant.secondsPerRead(settings, REGISTERS) * 1e9 / nanos, cpu / 1e3 / reads);
    }

    private Used j2mod(SerialSettings settings, SerialLinks links, J2modMaster.Use use) throws IOException {
        try (J2modMaster master = new J2modMaster(links.open(settings), settings, use)) {
            int unit = 0;
            for (long end = System.nanoTime() + WARM_MILLIS * 1_000_000; System.nanoTime() < end; ) {
                read(master, 1 + unit++ % WirePlant.DEVICES);
            }
            long cpu = threads.getCurrentThreadCpuTime();
            long begin = System.nanoTime();
            long reads = 0;
            while (System.nanoTime() - begin < MILLIS * 1_000_000) {
                reads += read(master, 1 + unit++ % WirePlant.DEVICES);
            }
            long nanos = System.nanoTime() - begin;
            return used(settings, reads, nanos, threads.getCurrentThreadCpuTime() - cpu);
        }
    }

    /** One read; what fails after all of j2mod's retries is not counted. */
    private static int read(J2modMaster master, int unit) {
        try {
            master.read(unit, BenchSite.FAST, REGISTERS);
            return 1;
        } catch (ModbusException e) {
            return 0;
        }
    }
}
