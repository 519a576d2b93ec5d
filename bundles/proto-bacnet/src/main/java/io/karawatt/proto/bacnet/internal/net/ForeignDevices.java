package io.karawatt.proto.bacnet.internal.net;

import io.karawatt.bacnet.BacnetGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Foreign device table of a BBMD (Annex J.5.2): devices of other subnets that registered for broadcasts. */
final class ForeignDevices {

    /** Most registrations at once. */
    static final int MOST = 64;

    /** How long a registration lives beyond its time (J.5.2.1). */
    static final Duration GRACE = Duration.ofSeconds(30);

    private final Moment moment;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<BacnetAddress, Entry> entries = new LinkedHashMap<>();

    private record Entry(int ttl, long until, Instant wall) {}

    ForeignDevices(Moment moment) {
        this.moment = moment;
    }

    /**
     * Registers a device or renews its registration.
     *
     * @param ttl seconds, 1..65535.
     * @return false when the table is full.
     */
    boolean register(BacnetAddress device, int ttl) {
        lock.lock();
        try {
            expire();
            if (entries.size() >= MOST && !entries.containsKey(device)) {
                return false;
            }
            Duration life = Duration.ofSeconds(ttl).plus(GRACE);
            Entry entry = new Entry(
                    ttl, moment.nanos() + life.toNanos(), moment.wall().plus(life));
            entries.put(device, entry);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a registration away; false when there was none. */
    boolean delete(BacnetAddress device) {
        lock.lock();
        try {
            expire();
            return entries.remove(device) != null;
        } finally {
            lock.unlock();
        }
    }

    /** Tells whether a device is registered. */
    boolean has(BacnetAddress device) {
        lock.lock();
        try {
            expire();
            return entries.containsKey(device);
        } finally {
            lock.unlock();
        }
    }

    /** Does something for each registered device; on the server's thread. */
    void each(Consumer<BacnetAddress> task) {
        List<BacnetAddress> all;
        lock.lock();
        try {
            expire();
            all = List.copyOf(entries.keySet());
        } finally {
            lock.unlock();
        }
        all.forEach(task);
    }

    /** Writes the table for the wire. */
    void write(Octets out) {
        lock.lock();
        try {
            expire();
            entries.forEach((device, entry) -> {
                long left = Math.max(
                        0, Duration.ofNanos(entry.until - moment.nanos()).toSeconds());
                out.u32(device.ip()).u16(device.port()).u16(entry.ttl).u16((int) Math.min(0xffff, left));
            });
        } finally {
            lock.unlock();
        }
    }

    /** Lists the table for people; from any thread. */
    List<BacnetGateway.ForeignDevice> list() {
        lock.lock();
        try {
            return entries.entrySet().stream()
                    .map(one -> new BacnetGateway.ForeignDevice(
                            one.getKey().text(), Duration.ofSeconds(one.getValue().ttl), one.getValue().wall))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /** Lets go of whoever did not renew; called by the server's thread. */
    private void expire() {
        entries.values().removeIf(entry -> entry.until - moment.nanos() <= 0);
    }

    /** Lets go of whoever did not renew. */
    void tick() {
        lock.lock();
        try {
            expire();
        } finally {
            lock.unlock();
        }
    }
}
