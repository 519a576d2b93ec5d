package io.karawatt.proto.bacnet.internal.cov;

import io.karawatt.proto.bacnet.internal.net.BacnetAddress;
import java.time.Instant;

/**
 * Somebody wants to be told of changes until some time. Immutable.
 *
 * @param key who and of what.
 * @param confirmed whether notifications are confirmed.
 * @param increment smallest change to be told; NaN for the object's own.
 * @param until when it ends.
 */
record Subscription(Key key, boolean confirmed, double increment, Instant until) {

    /** Stands for the object's usual properties (SubscribeCOV). */
    static final int USUAL = -1;

    /**
     * What tells subscriptions apart (clauses 13.14 and 13.15).
     *
     * @param device address of the device; 0 for the gateway.
     * @param object the object's identifier.
     * @param property the property; {@link #USUAL} for the usual ones.
     * @param process the subscriber's process identifier, 0..2^32-1.
     * @param recipient where notifications go.
     */
    record Key(int device, int object, int property, long process, BacnetAddress recipient) {}

    /** Tells how long it still lives, in full seconds. */
    long remaining(Instant now) {
        return Math.max(0, until.getEpochSecond() - now.getEpochSecond());
    }
}
