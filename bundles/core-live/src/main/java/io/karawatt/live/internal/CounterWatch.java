package io.karawatt.live.internal;

import io.karawatt.event.Event;
import io.karawatt.model.ReadingBatch;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Sees when a counter of any device goes back, and tells a reset from a roll-over. Thread-safe. */
final class CounterWatch {

    private final Map<String, DeviceCounters> devices = new ConcurrentHashMap<>();
    private volatile Map<String, InstalledDevice> installed = Map.of();

    /** Takes over where each counter lies, and so where its register ends. */
    void changed(Installation now) {
        installed = now.installed();
    }

    /**
     * Compares the counters of a batch with their last numbers.
     *
     * @param batch one that the image has taken.
     * @return one event for each counter that went back, in the order of the schema.
     */
    List<Event.CounterBroke> breaks(ReadingBatch batch) {
        String device = batch.schema().device();
        return counters(device).compare(batch, installed.get(device));
    }

    /** Has the next number of each counter of a device told as a break. */
    void replaced(String device) {
        counters(device).replaced();
    }

    private DeviceCounters counters(String device) {
        return devices.computeIfAbsent(device, key -> new DeviceCounters());
    }

    void forget(String device) {
        devices.remove(device);
    }
}
