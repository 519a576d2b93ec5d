package io.karawatt.proto.snmp.internal.agent;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Time of day and monotonic time that move together, and only when told. */
final class FakeTime {

    static final Instant START = Instant.parse("2026-03-29T10:15:30Z");

    private final AtomicLong nanos = new AtomicLong();

    void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    Time time() {
        return new Time(() -> START.plusNanos(nanos.get()), nanos::get);
    }
}
