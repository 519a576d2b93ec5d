package io.karawatt.live;

import org.osgi.annotation.versioning.ProviderType;

/** Keeps numbers of two meters apart. Thread-safe; returns at once. */
@ProviderType
public interface CounterBreaker {

    /**
     * Tells that another meter stands in the place of a device: the next number of each of its counters, whatever it
     * is, comes with a {@link io.karawatt.event.Event.CounterBroke}.
     *
     * @param device key of the device.
     */
    void meterReplaced(String device);
}
