package io.karawatt.proto.bacnet.internal.object;

import io.karawatt.proto.bacnet.internal.net.Octets;
import java.util.List;

/** Tells who is told of changes. */
@FunctionalInterface
public interface ActiveSubscriptions {

    /** One of them. */
    @FunctionalInterface
    interface Entry {

        /**
         * Writes it as BACnetCOVSubscription (clause 21).
         *
         * @param out where to.
         */
        void write(Octets out);
    }

    /**
     * Lists the subscriptions of a device.
     *
     * @param address of the device; 0 for the gateway.
     * @return those in force, oldest first.
     */
    List<? extends Entry> of(int address);
}
