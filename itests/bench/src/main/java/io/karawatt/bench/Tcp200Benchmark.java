package io.karawatt.bench;

import com.ghgande.j2mod.modbus.facade.ModbusTCPMaster;
import io.karawatt.line.LineContext;
import io.karawatt.line.LineEngine;
import io.karawatt.line.LineSettings;
import io.karawatt.line.WireCost;
import io.karawatt.modbus.master.TcpMaster;
import io.karawatt.modbus.serial.Timeline;
import io.karawatt.topology.Installation;
import java.io.Closeable;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * 200 Modbus TCP meters, each on a connection of its own, read every second by one process; beside 200 of j2mod's
 * masters, a thread each, that read the same.
 *
 * <p>The cycle is the time from one answer of a meter to its next. CPU is that of the threads that ask; memory is the
 * heap after a collection, less what it was before they were made.
 */
public final class Tcp200Benchmark implements Benchmark {

    private static final int DEVICES = 200;
    private static final int REGISTERS = 60;
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final long WARM_MILLIS = 10_000;
    private static final long MILLIS = 30_000;
    private static final double LATE_LIMIT = 0.05;
    private static final double MEGABYTE = 1e6;
    private static final int REOPEN_AFTER = 10;
    private static final String OURS = "karawatt-line-";
    private static final String THEIRS = "j2mod-";

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    @Override
    public String name() {
        return "tcp200";
    }

    private record Figures(CycleLog.Cycle cycle, double cpu, double heap) {}

    @Override
    public List<Row> run(Consumer<String> progress) throws Exception {
        try (EchoServer meters = new EchoServer()) {
            progress.accept(DEVICES + " meters");
            Figures ours = measure(OURS, log -> lines(meters.port(), log));
            progress.accept(DEVICES + " meters, j2mod");
            Figures theirs = measure(THEIRS, log -> masters(meters.port(), log));
            String situation = DEVICES + " meters, 1 s, " + REGISTERS + " registers";
            double period = PERIOD.toNanos() / 1e9;
            String peer = "j2mod 3.3.0";
            return List.of(
                    new Row(name(), situation, "cycle-s", ours.cycle.mean(), "s", period, "asked"),
                    new Row(name(), situation, "cycle-p99-s", ours.cycle.p99(), "s", period + LATE_LIMIT, "limit"),
                    new Row(name(), situation, "cycle-p99-s", ours.cycle.p99(), "s", theirs.cycle.p99(), peer),
                    new Row(name(), situation, "cpu-percent-of-a-core", ours.cpu, "%", theirs.cpu, peer),
                    new Row(name(), situation, "heap-mb", ours.heap, "MB", theirs.heap, peer));
        }
    }

    /** Sets something going that reads all meters. */
    private interface Start {
        Closeable start(CycleLog log) throws Exception;
    }

    private Figures measure(String name, Start start) throws Exception {
        double before = heap();
        CycleLog log = new CycleLog();
        Closeable running = start.start(log);
        try {
            Thread.sleep(WARM_MILLIS);
            long[] ids = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().startsWith(name))
                    .mapToLong(Thread::getId)
                    .toArray();
            long cpu = cpu(ids);
            long begin = System.nanoTime();
            log.start();
            Thread.sleep(MILLIS);
            CycleLog.Cycle cycle = log.cycle();
            double share = (double) (cpu(ids) - cpu) / (System.nanoTime() - begin);
            if (ids.length != DEVICES || log.devices() != DEVICES) {
                throw new IllegalStateException(log.devices() + " meters were read by " + ids.length
                        + " threads; may this process have 400 open files ('ulimit -n')?");
            }
            return new Figures(cycle, share * 100, heap() - before);
        } finally {
            running.close();
        }
    }

    private long cpu(long[] ids) {
        long total = 0;
        for (long id : ids) {
            total += threads.getThreadCpuTime(id);
        }
        return total;
    }

    private static double heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEGABYTE;
    }

    private static Closeable lines(int port, CycleLog log) {
        Installation site = BenchSite.installation(
                IntStream.rangeClosed(1, DEVICES).toArray(), BenchSite.profile(REGISTERS, 0), BenchSite::key);
        List<LineEngine> lines = new ArrayList<>();
        for (int unit = 1; unit <= DEVICES; unit++) {
            LineSettings settings = new LineSettings(
                    BenchSite.key(unit),
                    "modbus-tcp",
                    "localhost:" + port,
                    WireCost.tcp(Duration.ofMillis(1)),
                    WirePlant.periods(PERIOD, PERIOD),
                    LineSettings.Patience.SERIAL,
                    new LineSettings.Limits(256, 3, 50, REOPEN_AFTER));
            LineEngine line = new LineEngine(
                    settings,
                    new LineContext(
                            () -> TcpMaster.connect("localhost", port, Duration.ofSeconds(2)),
                            log,
                            log,
                            Timeline.SYSTEM,
                            Clock.systemUTC()));
            line.changed(site);
            line.start();
            lines.add(line);
        }
        return () -> lines.forEach(LineEngine::close);
    }

    private static Closeable masters(int port, CycleLog log) throws Exception {
        List<Thread> asking = new ArrayList<>();
        for (int unit = 1; unit <= DEVICES; unit++) {
            ModbusTCPMaster master =
                    new ModbusTCPMaster(InetAddress.getLoopbackAddress().getHostAddress(), port);
            master.connect();
            int asked = unit;
            Thread thread = new Thread(() -> ask(master, asked, log), THEIRS + unit);
            thread.setDaemon(true);
            thread.start();
            asking.add(thread);
        }
        return () -> asking.forEach(Thread::interrupt);
    }

    private static void ask(ModbusTCPMaster master, int unit, CycleLog log) {
        long due = System.nanoTime();
        try {
            while (!Thread.interrupted()) {
                master.readMultipleRegisters(unit, BenchSite.FAST, REGISTERS);
                log.answered(BenchSite.key(unit));
                due += PERIOD.toNanos();
                LockSupport.parkNanos(due - System.nanoTime());
            }
        } catch (com.ghgande.j2mod.modbus.ModbusException e) {
            throw new IllegalStateException("j2mod could not read unit " + unit, e);
        } finally {
            master.disconnect();
        }
    }
}
