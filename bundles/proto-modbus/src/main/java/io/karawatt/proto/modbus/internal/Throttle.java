package io.karawatt.proto.modbus.internal;

import java.time.Duration;

/** Lets the first of many equal messages through and counts the others, so that a flood makes no flood of lines. */
final class Throttle {

    private final long period;
    private boolean open = true;
    private long since;
    private long held;

    Throttle(Duration period) {
        this.period = period.toNanos();
    }

    /**
     * Asks whether a message may go out now.
     *
     * @param nanos monotonic time.
     * @return false when it was only counted.
     */
    boolean allows(long nanos) {
        if (open) {
            open = false;
            since = nanos;
            return true;
        }
        held++;
        return false;
    }

    /**
     * Ends the period when it is over.
     *
     * @param nanos monotonic time.
     * @return how many messages were held back in the period that ended; 0 when none or when it goes on.
     */
    long released(long nanos) {
        if (open || nanos - since < period) {
            return 0;
        }
        long count = held;
        held = 0;
        since = nanos;
        open = count == 0;
        return count;
    }
}
