package io.karawatt.bench;

import io.karawatt.line.LineEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.snmp4j.PDU;
import org.snmp4j.smi.OID;

/**
 * How many requests a second the SNMP agent answers beside net-snmp's snmpd with a table of the same size in the same
 * run, how long a walk over all values takes, and whether polling keeps its rate meanwhile.
 */
public final class SnmpBenchmark implements Benchmark {

    private static final OID TABLE = new OID("1.3.6.1.4.1.4555.10.20.20.1");
    private static final int FIRST_COLUMN = 10_000;

    /** Quantities of a circuit that BACnet shows too; the table has more. */
    private static final int COLUMNS = 62;

    private static final int REPETITIONS = 50;
    private static final int UNDER_WAY = 16;
    private static final int WALKERS = 8;
    private static final int TURNS = 5;
    private static final long WARM_UP_MILLIS = 8000;
    private static final long WARM_MILLIS = 400;
    private static final long MILLIS = 800;
    private static final double WALK_LIMIT_MS = 1000;
    private static final int LINE_BAUD = 115_200;
    private static final String PEER = "snmpd";

    @Override
    public String name() {
        return "snmp";
    }

    @Override
    public List<Row> run(Consumer<String> progress) throws Exception {
        Path folder = Files.createTempDirectory("karawatt-bench-snmp");
        List<Row> rows = new ArrayList<>();
        try (SnmpRig rig = new SnmpRig(folder)) {
            List<OID> oids = rig.objects(TABLE).subList(0, COLUMNS * SnmpRig.DEVICES * SnmpRig.LOADS);
            Agent ours = new Agent(rig.port(), oids, rig::cpuNanos);
            Optional<SnmpdPeer> started = SnmpdPeer.start(folder, COLUMNS);
            if (started.isEmpty()) {
                progress.accept("without net-snmp's snmpd: it, a C compiler or its headers are not on this machine");
            }
            try {
                Optional<Agent> peer = Optional.empty();
                if (started.isPresent()) {
                    SnmpdPeer snmpd = started.get();
                    peer = Optional.of(new Agent(snmpd.port(), table(), snmpd::cpuNanos));
                }
                rows.addAll(measured(ours, peer, progress));
            } finally {
                started.ifPresent(SnmpdPeer::close);
            }
            progress.accept("Gets while a line of 115200 Bd is read");
            rows.add(whilePolling(rig, SnmpRequests.gets(oids)));
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
        return rows;
    }

    /** Tells the processor time of an agent. */
    private interface Processor {
        long nanos() throws IOException;
    }

    /** An agent under test. */
    private record Agent(int port, List<OID> oids, Processor processor) {}

    /** The objects of the peer's table in their order. */
    private static List<OID> table() {
        List<OID> oids = new ArrayList<>();
        for (int column = FIRST_COLUMN; column < FIRST_COLUMN + COLUMNS; column++) {
            for (int address = 1; address <= SnmpRig.DEVICES; address++) {
                for (int load = 1; load <= SnmpRig.LOADS; load++) {
                    oids.add(new OID(TABLE).append(column).append(address).append(load));
                }
            }
        }
        return oids;
    }

    /** Makes what an agent is asked. */
    private interface Question {
        List<byte[]> requests(Agent agent) throws Exception;
    }

    /**
     * What is asked.
     *
     * @param situation in words.
     * @param metric name of the figure.
     * @param underWay requests under way at once.
     * @param values values that an answer brings.
     * @param asked the requests.
     */
    private record Case(String situation, String metric, int underWay, int values, Question asked) {}

    private static final List<Case> CASES = List.of(
            new Case(
                    "Get, v2c, " + UNDER_WAY + " under way",
                    "gets-per-s",
                    UNDER_WAY,
                    1,
                    agent -> SnmpRequests.gets(agent.oids())),
            new Case(
                    "Get, v3 SHA-256 AES-128, " + UNDER_WAY + " under way",
                    "gets-per-s",
                    UNDER_WAY,
                    1,
                    agent -> List.of(
                            SnmpRequests.secureGet(agent.port(), agent.oids().get(0)))),
            new Case(
                    "GetBulk of " + REPETITIONS + ", v2c, " + WALKERS + " walkers",
                    "values-per-s",
                    WALKERS,
                    REPETITIONS,
                    agent -> SnmpRequests.bulks(TABLE, agent.oids(), REPETITIONS)));

    private List<Row> measured(Agent ours, Optional<Agent> peer, Consumer<String> progress) throws Exception {
        List<Row> rows = new ArrayList<>();
        for (Case one : CASES) {
            progress.accept(one.situation());
            rows.addAll(compare(one, ours, peer));
        }
        progress.accept("walk");
        rows.add(walk(ours));
        return rows;
    }

    /** What one turn gave. */
    private record Load(double perSecond, double micros) {}

    private List<Row> compare(Case one, Agent ours, Optional<Agent> peer) throws Exception {
        warmUp(ours, one);
        List<Load> mine = new ArrayList<>();
        List<Load> theirs = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            mine.add(turn(ours, one));
            if (peer.isPresent()) {
                theirs.add(turn(peer.get(), one));
            }
        }
        return List.of(
                new Row(
                        name(),
                        one.situation(),
                        one.metric(),
                        one.values() * median(mine, Load::perSecond),
                        "1/s",
                        one.values() * median(theirs, Load::perSecond),
                        PEER),
                new Row(
                        name(),
                        one.situation(),
                        "server-cpu-us",
                        median(mine, Load::micros),
                        "us",
                        median(theirs, Load::micros),
                        PEER));
    }

    /** What runs for months is measured as it is after its first seconds: the JVM compiles what is used. */
    private static void warmUp(Agent agent, Case one) throws Exception {
        try (SnmpLoad manager = new SnmpLoad(agent.port())) {
            manager.answers(one.asked().requests(agent), one.underWay(), WARM_UP_MILLIS);
        }
    }

    private static Load turn(Agent agent, Case one) throws Exception {
        List<byte[]> requests = one.asked().requests(agent);
        int underWay = one.underWay();
        try (SnmpLoad manager = new SnmpLoad(agent.port())) {
            manager.answers(requests, underWay, WARM_MILLIS);
            long cpu = agent.processor().nanos();
            long begin = System.nanoTime();
            long answers = manager.answers(requests, underWay, MILLIS);
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new Load(answers / seconds, (agent.processor().nanos() - cpu) / 1e3 / answers);
        }
    }

    /** One manager walks over the whole table and looks at what it gets. */
    private Row walk(Agent agent) throws Exception {
        List<byte[]> requests = SnmpRequests.bulks(TABLE, agent.oids(), REPETITIONS);
        List<Double> took = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            int values = 0;
            long begin = System.nanoTime();
            try (SnmpLoad manager = new SnmpLoad(agent.port())) {
                for (byte[] request : requests) {
                    PDU answer = SnmpRequests.read(manager.ask(request));
                    if (answer.getErrorStatus() != PDU.noError || answer.size() != REPETITIONS) {
                        throw new IOException("a GetBulk of " + REPETITIONS + " brought " + answer.size() + " values, "
                                + answer.getErrorStatusText());
                    }
                    values += answer.size();
                }
            }
            took.add((System.nanoTime() - begin) / 1e6);
            if (values < agent.oids().size()) {
                throw new IOException("the walk brought " + values + " values of "
                        + agent.oids().size());
            }
        }
        return new Row(
                name(),
                "walk of " + agent.oids().size() + " values, v2c, one manager",
                "walk-ms",
                took.stream().sorted().skip(TURNS / 2).findFirst().orElse(Double.NaN),
                "ms",
                WALK_LIMIT_MS,
                "limit");
    }

    /** A line that is busy all the time delivers into the image that a manager reads as fast as it can. */
    private Row whilePolling(SnmpRig rig, List<byte[]> requests) throws Exception {
        WirePlant plant = new WirePlant(LINE_BAUD);
        CountingSink sink = new CountingSink(rig.sink());
        Duration busy = Duration.ofMillis(10);
        try (LineEngine engine = plant.line(sink, WirePlant.periods(busy, busy))) {
            engine.changed(BenchSite.onWire(BenchSite.profile(60, 0), unit -> true));
            engine.start();
            sink.next();
            double alone = readsPerSecond(sink);
            AtomicBoolean ended = new AtomicBoolean();
            Thread flood = new Thread(() -> flood(rig, requests, ended), "bench-snmp-flood");
            flood.start();
            double flooded = readsPerSecond(sink);
            ended.set(true);
            flood.join();
            return new Row(name(), "Get flood, line busy", "line-reads-per-s", flooded, "1/s", alone, "without flood");
        }
    }

    private static void flood(SnmpRig rig, List<byte[]> requests, AtomicBoolean ended) {
        try (SnmpLoad manager = new SnmpLoad(rig.port())) {
            while (!ended.get()) {
                manager.answers(requests, UNDER_WAY, 100);
            }
        } catch (Exception e) {
            throw new IllegalStateException("the flood ended early", e);
        }
    }

    private static double readsPerSecond(CountingSink sink) throws InterruptedException {
        CountingSink.Progress first = sink.next();
        Thread.sleep(TURNS * MILLIS);
        CountingSink.Progress last = sink.next();
        return (last.reads() - first.reads()) * 1e9 / (last.nanos() - first.nanos());
    }

    private static double median(List<Load> figures, ToDoubleFunction<Load> what) {
        return figures.stream()
                .mapToDouble(what)
                .sorted()
                .skip(figures.size() / 2)
                .findFirst()
                .orElse(Double.NaN);
    }
}
