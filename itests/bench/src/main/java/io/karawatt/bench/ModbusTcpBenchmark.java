package io.karawatt.bench;

import io.karawatt.line.LineEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * How many requests a second the Modbus TCP server answers from a fresh process image, beside a bare NIO echo of the
 * same frame sizes. Server and echo take turns, the medians count: what disturbs the machine disturbs both.
 */
public final class ModbusTcpBenchmark implements Benchmark {

    /** Unit id of the first device. */
    static final int FIRST_UNIT = 2;

    /** Number of devices. */
    static final int DEVICES = 32;

    private static final int[] CONNECTIONS = {1, 16, 32};
    private static final int[] REGISTERS = {2, 60, 125};
    private static final int TURNS = 5;
    private static final long WARM_MILLIS = 150;
    private static final long MILLIS = 350;
    private static final double P99_LIMIT_MS = 5;
    private static final int LINE_BAUD = 115_200;

    @Override
    public String name() {
        return "modbus-tcp";
    }

    @Override
    public List<Row> run(Consumer<String> progress) throws Exception {
        List<Row> rows = new ArrayList<>();
        try (ServedGateway server = new ServedGateway(FIRST_UNIT, DEVICES);
                EchoServer echo = new EchoServer()) {
            progress.accept("warming up");
            for (int registers : REGISTERS) {
                measure(server.port(), 16, registers);
                measure(echo.port(), 16, registers);
            }
            for (int connections : CONNECTIONS) {
                for (int registers : REGISTERS) {
                    progress.accept(connections + " connections, " + registers + " registers");
                    rows.addAll(compare(server.port(), echo.port(), connections, registers));
                }
            }
            progress.accept("32 connections, 60 registers, while a line of 115200 Bd is read");
            rows.addAll(whilePolling(server));
            long fromBus = server.counted("reads sent to a bus");
            if (fromBus > 0) {
                throw new IllegalStateException(fromBus + " reads were not answered from the image");
            }
        }
        return rows;
    }

    /** A line that is busy all the time delivers into the image that 32 clients read as fast as they can. */
    private List<Row> whilePolling(ServedGateway server) throws Exception {
        String situation = "32 connections, 60 registers, line busy";
        WirePlant plant = new WirePlant(LINE_BAUD);
        CountingSink sink = new CountingSink(server.sink());
        Duration busy = Duration.ofMillis(10);
        try (LineEngine engine = plant.line(sink, WirePlant.periods(busy, busy))) {
            engine.changed(BenchSite.onWire(BenchSite.profile(60, 0), unit -> true));
            engine.start();
            measure(server.port(), 32, 60);
            if (!engine.status().up()) {
                throw new IllegalStateException(engine.status().reason());
            }
            double alone = readsPerSecond(sink, () -> Thread.sleep(TURNS * MILLIS));
            List<LoadClient.Figures> ours = new ArrayList<>();
            double flooded = readsPerSecond(sink, () -> {
                for (int turn = 0; turn < TURNS; turn++) {
                    ours.add(measure(server.port(), 32, 60));
                }
            });
            double p99 = median(ours, LoadClient.Figures::p99);
            return List.of(
                    new Row(name(), situation, "p99-ms", p99, "ms", P99_LIMIT_MS, "limit"),
                    new Row(name(), situation, "line-reads-per-s", flooded, "1/s", alone, "without clients"));
        }
    }

    /** What goes on while the line is watched. */
    private interface Meanwhile {
        void run() throws Exception;
    }

    private static double readsPerSecond(CountingSink sink, Meanwhile meanwhile) throws Exception {
        CountingSink.Progress first = sink.next();
        meanwhile.run();
        CountingSink.Progress last = sink.next();
        return (last.reads() - first.reads()) * 1e9 / (last.nanos() - first.nanos());
    }

    private static LoadClient.Figures measure(int port, int connections, int registers) throws Exception {
        try (LoadClient client = new LoadClient(port, connections, registers)) {
            return client.run(WARM_MILLIS, MILLIS);
        }
    }

    private List<Row> compare(int server, int echo, int connections, int registers) throws Exception {
        List<LoadClient.Figures> ours = new ArrayList<>();
        List<LoadClient.Figures> bare = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            ours.add(measure(server, connections, registers));
            bare.add(measure(echo, connections, registers));
        }
        String situation =
                connections + (connections == 1 ? " connection, " : " connections, ") + registers + " registers";
        return List.of(
                new Row(
                        name(),
                        situation,
                        "requests-per-s",
                        median(ours, LoadClient.Figures::perSecond),
                        "1/s",
                        median(bare, LoadClient.Figures::perSecond),
                        "bare NIO echo"),
                new Row(
                        name(),
                        situation,
                        "p50-ms",
                        median(ours, LoadClient.Figures::p50),
                        "ms",
                        median(bare, LoadClient.Figures::p50),
                        "bare NIO echo"),
                new Row(
                        name(),
                        situation,
                        "p99-ms",
                        median(ours, LoadClient.Figures::p99),
                        "ms",
                        P99_LIMIT_MS,
                        "limit"));
    }

    private static double median(List<LoadClient.Figures> figures, ToDoubleFunction<LoadClient.Figures> what) {
        return figures.stream()
                .mapToDouble(what)
                .boxed()
                .sorted(Comparator.naturalOrder())
                .skip(figures.size() / 2)
                .findFirst()
                .orElse(Double.NaN);
    }
}
