package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.live.PointReader;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Has points read that no timetable reads, because somebody asks for them. The answer to the first request does not
 * wait: the next one has the values. Of each device one order is under way at a time, of all devices at most eight;
 * what is asked meanwhile goes with the next order. Thread-safe, costs next to nothing when nothing is to be done.
 */
final class Demand {

    private static final int MOST_AT_ONCE = 8;
    /** Points of one order: a few registers reads. */
    private static final int MOST_POINTS = 256;

    private static final Duration YOUNG = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AtomicReference<@Nullable PointReader> reader = new AtomicReference<>();
    private final Map<String, BitSet> waiting = new ConcurrentHashMap<>();
    private final Map<String, Boolean> underWay = new ConcurrentHashMap<>();
    private final AtomicInteger orders = new AtomicInteger();

    void set(PointReader came) {
        reader.set(came);
    }

    void unset(PointReader went) {
        reader.compareAndSet(went, null);
    }

    /**
     * Somebody looks at a point.
     *
     * @param device key of the device.
     * @param point index in its schema.
     */
    void want(String device, int point) {
        PointReader now = reader.get();
        if (now == null) {
            return;
        }
        waiting.compute(device, (key, points) -> with(points, point));
        order(now, device);
    }

    private static BitSet with(@Nullable BitSet points, int point) {
        BitSet all = points == null ? new BitSet() : points;
        if (all.cardinality() < MOST_POINTS) {
            all.set(point);
        }
        return all;
    }

    private void order(PointReader now, String device) {
        if (orders.get() >= MOST_AT_ONCE || underWay.putIfAbsent(device, true) != null) {
            return;
        }
        BitSet points = waiting.remove(device);
        if (points == null) {
            underWay.remove(device);
            return;
        }
        orders.incrementAndGet();
        CompletableFuture<Boolean> unused = now.refresh(
                        device, points.stream().boxed().toList(), YOUNG, PATIENCE)
                .whenComplete((done, failed) -> {
                    orders.decrementAndGet();
                    underWay.remove(device);
                });
    }
}
