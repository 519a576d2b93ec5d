package io.karawatt.line;

import io.karawatt.modbus.serial.Timeline;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes only when somebody waits. */
final class VirtualTimeline implements Timeline, InstantSource {

    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private long nanos = 1_000_000_000L;

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized void sleepUntil(long moment) {
        nanos = Math.max(nanos, moment);
    }

    synchronized void advance(long by) {
        nanos += by;
    }

    @Override
    public Instant instant() {
        return START.plusNanos(nanos() - 1_000_000_000L);
    }
}
