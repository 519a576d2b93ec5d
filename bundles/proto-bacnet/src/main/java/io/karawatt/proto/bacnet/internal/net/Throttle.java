package io.karawatt.proto.bacnet.internal.net;

import java.time.Duration;

/** Lets so many through in a period and holds the others back; for what others can make us do. */
final class Throttle {

    private final int most;
    private final long period;
    private long since;
    private int used;
    private boolean begun;

    Throttle(int most, Duration period) {
        this.most = most;
        this.period = period.toNanos();
    }

    /** Asks whether one more may go now. */
    boolean allows(long nanos) {
        if (!begun || nanos - since >= period) {
            begun = true;
            since = nanos;
            used = 0;
        }
        if (used >= most) {
            return false;
        }
        used++;
        return true;
    }
}
