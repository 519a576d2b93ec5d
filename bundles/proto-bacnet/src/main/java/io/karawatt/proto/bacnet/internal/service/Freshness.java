package io.karawatt.proto.bacnet.internal.service;

import io.karawatt.live.PointReader;
import io.karawatt.proto.bacnet.internal.object.Meter;
import io.karawatt.proto.bacnet.internal.object.Wishes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** Collects which points one request wants that no timetable reads and that are too old. Used for one request. */
final class Freshness implements Wishes {

    /** Oldest value that is answered without asking the meter. */
    static final Duration MAX_AGE = Duration.ofSeconds(10);

    /** How long a client waits for the meter. */
    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int MOST_POINTS = 512;

    private final InstantSource clock;
    private final Map<String, Set<Integer>> wanted = new HashMap<>();
    private int count;

    Freshness(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public void wish(Meter meter, int point) {
        long oldest = clock.millis() - MAX_AGE.toMillis();
        if (count < MOST_POINTS
                && meter.values().received(point) < oldest
                && wanted.computeIfAbsent(meter.key(), key -> new TreeSet<>()).add(point)) {
            count++;
        }
    }

    boolean wanting() {
        return count > 0;
    }

    /** Has them read, and goes on when all are there or will not come in time; on any thread. */
    void fetch(PointReader reader, Runnable then) {
        CompletableFuture<?>[] reads = wanted.entrySet().stream()
                .map(wish -> reader.refresh(wish.getKey(), wish.getValue(), MAX_AGE, PATIENCE))
                .toArray(CompletableFuture<?>[]::new);
        CompletableFuture<Void> unused = CompletableFuture.allOf(reads).whenComplete((done, failure) -> then.run());
    }
}
