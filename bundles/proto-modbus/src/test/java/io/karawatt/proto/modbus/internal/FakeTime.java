package io.karawatt.proto.modbus.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Time of day and monotonic time that move together, and only when told. */
final class FakeTime implements InstantSource, LongSupplier {

    static final Instant START = Instant.parse("2026-03-29T10:15:30Z");

    private final AtomicLong nanos = new AtomicLong();

    void advance(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    @Override
    public Instant instant() {
        return START.plusNanos(nanos.get());
    }

    @Override
    public long getAsLong() {
        return nanos.get();
    }
}
