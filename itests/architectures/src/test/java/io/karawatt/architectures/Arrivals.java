package io.karawatt.architectures;

import io.karawatt.live.ReadingSink;
import io.karawatt.model.Cause;
import io.karawatt.model.PointKey;
import io.karawatt.model.ReadingBatch;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.model.Value;
import io.karawatt.topology.InstalledDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/** Passes readings on, and knows which polled points have not come yet. */
final class Arrivals implements ReadingSink {

    private final ReadingSink next;
    private final Map<String, BitSet> missing = new HashMap<>();

    /**
     * Expects every polled point of some devices once.
     *
     * @param next where readings go.
     * @param devices the devices.
     */
    Arrivals(ReadingSink next, List<InstalledDevice> devices) {
        this.next = next;
        for (InstalledDevice device : devices) {
            BitSet points = new BitSet();
            for (PointKey key : Measures.polled(device)) {
                OptionalInt index = device.schema().indexOf(key);
                points.set(index.orElseThrow());
            }
            if (!points.isEmpty()) {
                missing.put(device.device().key(), points);
            }
        }
    }

    @Override
    public void accept(ReadingBatch batch) {
        next.accept(batch);
        synchronized (this) {
            String device = batch.schema().device();
            BitSet points = missing.get(device);
            if (points == null) {
                return;
            }
            for (int i = 0; i < batch.size(); i++) {
                if (!failed(batch.value(i))) {
                    points.clear(batch.index(i));
                }
            }
            if (points.isEmpty()) {
                missing.remove(device);
                notifyAll();
            }
        }
    }

    /** A meter may say that it has no such value, but it must say so. */
    private static boolean failed(Value value) {
        return value instanceof Value.Missing missing && missing.cause() != Cause.NOT_AVAILABLE;
    }

    /** Waits until all have come. */
    synchronized void await(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!missing.isEmpty()) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError("not read within " + atMost + ": " + missing);
            }
            wait(left);
        }
    }

    @Override
    public void acceptRegisters(String device, RegisterTable table, int address, Registers registers, Instant at) {
        next.acceptRegisters(device, table, address, registers, at);
    }

    @Override
    public void forget(String device) {
        next.forget(device);
    }
}
