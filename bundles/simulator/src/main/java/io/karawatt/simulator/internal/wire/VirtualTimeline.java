package io.karawatt.simulator.internal.wire;

import io.karawatt.modbus.serial.Timeline;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A time in which waiting costs no time: for tests and benchmarks of one asking thread. Slaves in memory only react, so
 * nothing can be missed by jumping.
 */
public final class VirtualTimeline implements Timeline {

    private final AtomicLong now = new AtomicLong();

    /** Begins at 0. */
    public VirtualTimeline() {}

    @Override
    public long nanos() {
        return now.get();
    }

    @Override
    public void sleepUntil(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        now.accumulateAndGet(nanos, Math::max);
    }
}
