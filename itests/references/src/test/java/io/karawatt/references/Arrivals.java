package io.karawatt.references;

import io.karawatt.live.ReadingSink;
import io.karawatt.model.PointId;
import io.karawatt.model.ReadingBatch;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.model.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Keeps what lines have read, and waits until all of it has come. */
final class Arrivals implements ReadingSink {

    private final Map<PointId, Value> values = new HashMap<>();
    private final Set<PointId> awaited = new HashSet<>();

    @Override
    public synchronized void accept(ReadingBatch batch) {
        for (int i = 0; i < batch.size(); i++) {
            PointId point =
                    new PointId(batch.schema().device(), batch.schema().keys().get(batch.index(i)));
            values.put(point, batch.value(i));
            awaited.remove(point);
        }
        if (awaited.isEmpty()) {
            notifyAll();
        }
    }

    @Override
    public void acceptRegisters(String device, RegisterTable table, int address, Registers registers, Instant at) {
        // The values made of them are what is looked at.
    }

    @Override
    public void forget(String device) {
        // Nothing is removed here.
    }

    synchronized void await(Set<PointId> points, Duration atMost) throws InterruptedException {
        awaited.addAll(points);
        awaited.removeAll(values.keySet());
        long end = System.nanoTime() + atMost.toNanos();
        while (!awaited.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("not read within " + atMost + ": " + awaited);
            }
            wait(left);
        }
    }

    synchronized Optional<Value> value(PointId point) {
        return Optional.ofNullable(values.get(point));
    }
}
