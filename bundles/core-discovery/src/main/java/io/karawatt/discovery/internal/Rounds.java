package io.karawatt.discovery.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** When which meter is asked next. Thread-safe. */
final class Rounds {

    private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

    private final Duration period;
    private final Map<String, Instant> next = new ConcurrentHashMap<>();

    Rounds(Duration period) {
        this.period = period;
    }

    /** Tells whether a meter is to be asked now; one that never was is. */
    boolean due(String device, Instant now) {
        Instant when = next.getOrDefault(device, Instant.MIN);
        // The clock may have been set back.
        return !when.isAfter(now) || when.isAfter(now.plus(period));
    }

    /** Has it asked as soon as it answers. */
    void soon(String device) {
        next.remove(device);
    }

    void done(String device, Instant now) {
        next.put(device, now.plus(period));
    }

    void failed(String device, Instant now) {
        next.put(device, now.plus(AFTER_FAILURE.compareTo(period) < 0 ? AFTER_FAILURE : period));
    }

    void keep(Set<String> devices) {
        next.keySet().retainAll(devices);
    }
}
