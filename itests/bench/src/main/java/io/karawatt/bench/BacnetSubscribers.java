/* SPDX-License-Identifier: GPL-3.0-only (uses BACnet4J through bundle proto-bacnet; docs/licences.md) */
package io.karawatt.bench;

import io.karawatt.model.PointKey;
import io.karawatt.model.ReadingBatch;
import io.karawatt.proto.bacnet.internal.codec.ObjectIds;
import io.karawatt.proto.bacnet.internal.codec.TagReader;
import io.karawatt.proto.bacnet.internal.codec.Tags;
import io.karawatt.proto.bacnet.internal.net.Octets;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** 4,000 subscriptions of one client, of which a twentieth sees another value each second. */
final class BacnetSubscribers {

    private static final String BENCH = "bacnet";
    private static final int SUBSCRIPTIONS = 4000;
    private static final int PER_DEVICE = SUBSCRIPTIONS / BacnetGatewayRig.DEVICES;
    private static final int SHARE = 20;
    private static final int SECONDS = 10;
    private static final int SUBSCRIBE_COV = 5;
    private static final int UNCONFIRMED_COV = 2;
    private static final double LATENCY_LIMIT_MS = 1000;
    private static final double CPU_LIMIT = 10;
    private static final List<String> QUANTITIES = List.of(
            "voltageV1",
            "voltageV2",
            "voltageV3",
            "voltageU12",
            "voltageU23",
            "voltageU31",
            "currentI1",
            "currentI2",
            "currentI3",
            "currentIn",
            "powerActiveP1",
            "powerActiveP2",
            "powerActiveP3",
            "powerReactiveQ1",
            "powerReactiveQ2",
            "powerReactiveQ3",
            "powerApparentS1",
            "powerApparentS2",
            "powerApparentS3",
            "powerActiveTotal",
            "powerReactiveTotal");
    private static final List<Integer> INDEXES =
            List.of(4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 26, 27, 28, 29, 30, 31, 32, 33, 34, 21, 22);

    private final BacnetGatewayRig gateway;
    private final AtomicLongArray changedAt = new AtomicLongArray(SUBSCRIPTIONS);
    private final long[] latencies = new long[SUBSCRIPTIONS * SECONDS];
    private final AtomicInteger told = new AtomicInteger();

    BacnetSubscribers(BacnetGatewayRig gateway) {
        this.gateway = gateway;
    }

    List<Row> measure() throws Exception {
        try (BacnetLoad client = new BacnetLoad(gateway.port(), BacnetGatewayRig.NETWORK)) {
            subscribe(client);
            AtomicBoolean ended = new AtomicBoolean();
            Thread listener = new Thread(() -> listen(client, ended), "bench-bacnet-listener");
            listener.start();
            Thread.sleep(3000); // the first notifications of all
            told.set(0);
            long cpu = cpu();
            long begin = System.nanoTime();
            int changes = 0;
            for (int second = 0; second < SECONDS; second++) {
                changes += change(second);
                Thread.sleep(Math.max(1, (begin + (second + 1) * 1_000_000_000L - System.nanoTime()) / 1_000_000));
            }
            double share = (cpu() - cpu) * 100.0 / (System.nanoTime() - begin);
            Thread.sleep(1000);
            ended.set(true);
            listener.join();
            return rows(changes, share);
        }
    }

    private List<Row> rows(int changes, double share) {
        int count = Math.min(told.get(), latencies.length);
        long[] sorted = Arrays.copyOf(latencies, count);
        Arrays.sort(sorted);
        String situation = SUBSCRIPTIONS + " subscriptions, " + 100 / SHARE + " % change a second";
        return List.of(
                new Row(BENCH, situation, "notified", count, "-", changes, "changes"),
                new Row(BENCH, situation, "p50-ms", at(sorted, 0.5), "ms", LATENCY_LIMIT_MS, "limit"),
                new Row(BENCH, situation, "p99-ms", at(sorted, 0.99), "ms", LATENCY_LIMIT_MS, "limit"),
                new Row(BENCH, situation, "cpu-percent", share, "%", CPU_LIMIT, "limit, of one core"));
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))] / 1e6;
    }

    private void subscribe(BacnetLoad client) throws IOException {
        byte[] answer = new byte[1500];
        for (int i = 0; i < SUBSCRIPTIONS; i++) {
            Octets out = new Octets(32, 64);
            Tags.context(out, 0, i);
            Tags.contextObjectId(out, 1, ObjectIds.of(0, instance(i)));
            Tags.contextBool(out, 2, false);
            Tags.context(out, 3, 3600);
            client.send(client.datagram(SUBSCRIBE_COV, out.toArray(), address(i)));
            // A notification may come before the acknowledgement; each is answered by one datagram at least.
            client.receive(answer);
        }
    }

    private static int address(int subscription) {
        return 1 + subscription / PER_DEVICE;
    }

    private static int load(int subscription) {
        return 1 + subscription % PER_DEVICE / QUANTITIES.size();
    }

    private static int quantity(int subscription) {
        return subscription % PER_DEVICE % QUANTITIES.size();
    }

    private static int instance(int subscription) {
        return load(subscription) * 100 + INDEXES.get(quantity(subscription));
    }

    /** Each meter delivers a batch with other numbers for a twentieth of what is watched. */
    private int change(int second) {
        int changes = 0;
        for (int device = 0; device < BacnetGatewayRig.DEVICES; device++) {
            int[] watched = changing(device, second);
            ReadingBatch.Builder batch =
                    ReadingBatch.builder(gateway.schema(device + 1), Instant.now(), watched.length);
            Arrays.stream(watched)
                    .boxed()
                    .sorted(java.util.Comparator.comparingInt(this::point))
                    .forEach(one -> {
                        changedAt.set(one, System.nanoTime());
                        batch.add(point(one), 5000.0 + 100 * second);
                    });
            gateway.sink().accept(batch.build());
            changes += watched.length;
        }
        return changes;
    }

    private static int[] changing(int device, int second) {
        return java.util.stream.IntStream.range(0, PER_DEVICE)
                .filter(i -> i % SHARE == second % SHARE)
                .map(i -> device * PER_DEVICE + i)
                .toArray();
    }

    private int point(int subscription) {
        return gateway.point(
                address(subscription),
                new PointKey(load(subscription), QUANTITIES.get(quantity(subscription)), PointKey.INST));
    }

    private void listen(BacnetLoad client, AtomicBoolean ended) {
        byte[] octets = new byte[1500];
        try {
            while (!ended.get()) {
                int length = client.receive(octets);
                int at = length < 0 ? 0 : body(octets, length);
                if (at > 0) {
                    int process = (int) new TagReader(octets, at, length - at).unsigned(0);
                    int slot = told.getAndIncrement();
                    if (slot < latencies.length) {
                        latencies[slot] = System.nanoTime() - changedAt.get(process);
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("the client can't listen", e);
        }
    }

    /** Finds the body of a notification of a meter; 0 when the datagram is something else. */
    private static int body(byte[] octets, int length) {
        int at = 5;
        int control = octets[at++] & 0xff;
        if ((control & 0x08) != 0) {
            at += 3 + (octets[at + 2] & 0xff);
        }
        boolean notification = at + 1 < length && octets[at] == 0x10 && octets[at + 1] == UNCONFIRMED_COV;
        return notification ? at + 2 : 0;
    }

    /** CPU time of the gateway's own threads, nanoseconds. */
    private static long cpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo info = threads.getThreadInfo(id);
            boolean ours = info != null
                    && (info.getThreadName().startsWith("karawatt-bacnet")
                            || info.getThreadName().contains("seda"));
            sum += ours ? Math.max(0, threads.getThreadCpuTime(id)) : 0;
        }
        return sum;
    }
}
