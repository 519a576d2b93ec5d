/* SPDX-License-Identifier: GPL-3.0-only (uses BACnet4J through bundle proto-bacnet; docs/licences.md) */
package io.karawatt.bench;

import io.karawatt.line.LineEngine;
import io.karawatt.proto.bacnet.internal.codec.ObjectIds;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * How many reads a second the BACnet/IP gateway answers beside plain BACnet4J objects in the same run, what 11,904
 * objects cost, how it answers Who-Is, what 4,000 subscriptions cost, and whether polling keeps its rate meanwhile.
 */
public final class BacnetBenchmark implements Benchmark {

    private static final String BROADCAST = "127.0.0.2";
    private static final String PEER = "BACnet4J objects";
    private static final String LIMIT = "limit";
    private static final int TURNS = 5;
    private static final long WARM_MILLIS = 400;
    private static final long MILLIS = 800;
    private static final int DEVICE = 7;
    private static final double WHO_IS_LIMIT_MS = 2000;
    private static final int LINE_BAUD = 115_200;

    @Override
    public String name() {
        return "bacnet";
    }

    @Override
    public List<Row> run(Consumer<String> progress) throws Exception {
        Path folder = Files.createTempDirectory("karawatt-bench-bacnet");
        List<Row> rows = new ArrayList<>();
        try {
            progress.accept("opening");
            try (BacnetGatewayRig gateway = new BacnetGatewayRig(folder, BROADCAST);
                    Bacnet4jPeer peer = new Bacnet4jPeer()) {
                rows.addAll(memory(gateway, peer));
                for (boolean many : new boolean[] {false, true}) {
                    progress.accept(many ? "ReadPropertyMultiple" : "ReadProperty");
                    rows.addAll(compare(gateway, peer, many));
                }
                progress.accept("Who-Is");
                rows.addAll(whoIs(gateway));
                progress.accept("4000 subscriptions");
                rows.addAll(new BacnetSubscribers(gateway).measure());
                progress.accept("ReadPropertyMultiple while a line of 115200 Bd is read");
                rows.add(whilePolling(gateway));
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
        return rows;
    }

    private List<Row> memory(BacnetGatewayRig gateway, Bacnet4jPeer peer) {
        int objects = BacnetGatewayRig.DEVICES * Bacnet4jPeer.OBJECTS;
        double each = (double) peer.bytes() / Bacnet4jPeer.OBJECTS;
        return List.of(new Row(
                name(),
                objects + " objects in " + BacnetGatewayRig.DEVICES + " devices",
                "heap-mb",
                gateway.objectBytes() / 1e6,
                "MB",
                each * objects / 1e6,
                PEER + ", from one device"));
    }

    /** Requests a second, and processor time that the server spends on each: the latter depends less on the machine. */
    private List<Row> compare(BacnetGatewayRig gateway, Bacnet4jPeer peer, boolean many) throws Exception {
        List<Load> ours = new ArrayList<>();
        List<Load> theirs = new ArrayList<>();
        for (int turn = 0; turn < TURNS; turn++) {
            ours.add(reads(gateway.port(), BacnetGatewayRig.NETWORK, many));
            theirs.add(reads(peer.port(), 0, many));
        }
        String situation = many ? "ReadPropertyMultiple, " + BacnetLoad.VALUES + " values" : "ReadProperty";
        return List.of(
                new Row(
                        name(),
                        situation,
                        "requests-per-s",
                        median(ours, Load::perSecond),
                        "1/s",
                        median(theirs, Load::perSecond),
                        PEER),
                new Row(
                        name(),
                        situation,
                        "server-cpu-us",
                        median(ours, Load::micros),
                        "us",
                        median(theirs, Load::micros),
                        PEER));
    }

    /** What one turn gave. */
    private record Load(double perSecond, double micros) {}

    private static Load reads(int port, int network, boolean many) throws IOException {
        try (BacnetLoad client = new BacnetLoad(port, network)) {
            client.perSecond(many, DEVICE, WARM_MILLIS);
            long cpu = cpuOfOthers();
            long begin = System.nanoTime();
            double perSecond = client.perSecond(many, DEVICE, MILLIS);
            double requests = perSecond * (System.nanoTime() - begin) / 1e9;
            return new Load(perSecond, (cpuOfOthers() - cpu) / 1e3 / requests);
        }
    }

    /** Processor time of all threads but this one, which is the client. */
    private static long cpuOfOthers() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        return Arrays.stream(threads.getAllThreadIds())
                .filter(id -> id != self)
                .map(threads::getThreadCpuTime)
                .filter(nanos -> nanos > 0)
                .sum();
    }

    /** All devices answer a Who-Is; broadcasts and answers to the asker alone reach the same socket. */
    private List<Row> whoIs(BacnetGatewayRig gateway) throws Exception {
        byte[] question = {(byte) 0x81, 0x0a, 0, 12, 1, 0x20, (byte) 0xff, (byte) 0xff, 0, (byte) 255, 0x10, 0x08};
        Set<Integer> heard = new HashSet<>();
        long last = 0;
        int datagrams = 0;
        try (DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.getByName(BROADCAST), gateway.port()))) {
            socket.setSoTimeout(1000);
            long begin = System.nanoTime();
            socket.send(new DatagramPacket(
                    question,
                    question.length,
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port())));
            byte[] octets = new byte[1500];
            while (System.nanoTime() - begin < 3_000_000_000L) {
                DatagramPacket packet = new DatagramPacket(octets, octets.length);
                try {
                    socket.receive(packet);
                } catch (SocketTimeoutException silence) {
                    break;
                }
                datagrams++;
                int at = iAm(octets, packet.getLength());
                if (at > 0 && heard.add(instance(octets, at))) {
                    last = System.nanoTime() - begin;
                }
            }
        }
        String situation = "Who-Is, " + BacnetGatewayRig.DEVICES + " devices and the gateway";
        return List.of(
                new Row(name(), situation, "answered", heard.size(), "-", BacnetGatewayRig.DEVICES + 1, "all"),
                new Row(name(), situation, "last-answer-ms", last / 1e6, "ms", WHO_IS_LIMIT_MS, LIMIT),
                new Row(name(), situation, "datagrams", datagrams, "-", BacnetGatewayRig.DEVICES + 1, "one each"));
    }

    private static int instance(byte[] octets, int at) {
        return ByteBuffer.wrap(octets, at - 1, 4).getInt() & ObjectIds.WILDCARD;
    }

    /** Finds the instance in an I-Am; returns where it is, 0 when the datagram is something else. */
    private static int iAm(byte[] octets, int length) {
        for (int at = 6; at + 6 < length; at++) {
            if (octets[at] == 0x10 && octets[at + 1] == 0 && (octets[at + 2] & 0xff) == 0xc4 && octets[at + 3] == 2) {
                return at + 4;
            }
        }
        return 0;
    }

    /** A line that is busy all the time delivers into the image that a client reads as fast as it can. */
    private Row whilePolling(BacnetGatewayRig gateway) throws Exception {
        WirePlant plant = new WirePlant(LINE_BAUD);
        CountingSink sink = new CountingSink(gateway.sink());
        Duration busy = Duration.ofMillis(10);
        try (LineEngine engine = plant.line(sink, WirePlant.periods(busy, busy))) {
            engine.changed(BenchSite.onWire(BenchSite.profile(60, 0), unit -> true));
            engine.start();
            sink.next();
            double alone = pollsPerSecond(sink, () -> Thread.sleep(TURNS * MILLIS));
            AtomicBoolean ended = new AtomicBoolean();
            Thread flood = new Thread(() -> flood(gateway, ended), "bench-bacnet-flood");
            flood.start();
            double flooded = pollsPerSecond(sink, () -> Thread.sleep(TURNS * MILLIS));
            ended.set(true);
            flood.join();
            return new Row(
                    name(),
                    "ReadPropertyMultiple flood, line busy",
                    "line-reads-per-s",
                    flooded,
                    "1/s",
                    alone,
                    "without clients");
        }
    }

    private static void flood(BacnetGatewayRig gateway, AtomicBoolean ended) {
        try (BacnetLoad client = new BacnetLoad(gateway.port(), BacnetGatewayRig.NETWORK)) {
            while (!ended.get()) {
                client.perSecond(true, DEVICE, 100);
            }
        } catch (Exception e) {
            throw new IllegalStateException("the flood ended early", e);
        }
    }

    /** What goes on while the line is watched. */
    private interface Meanwhile {
        void run() throws Exception;
    }

    private static double pollsPerSecond(CountingSink sink, Meanwhile meanwhile) throws Exception {
        CountingSink.Progress first = sink.next();
        meanwhile.run();
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
