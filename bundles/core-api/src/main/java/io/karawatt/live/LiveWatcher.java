package io.karawatt.live;

import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import java.time.Instant;

/**
 * Registered as a service by whoever must see what comes from a meter before those who count its readings do.
 *
 * <p>Called on the thread of the line: must return at once and not throw.
 */
public interface LiveWatcher {

    /**
     * Tells of registers as they came from the wire, after the process image took them.
     *
     * @param device key of the device.
     * @param table which table they were read from.
     * @param address address of the first register, 0..65535.
     * @param registers the contents.
     * @param at when the answer was received.
     * @return true when they tell that another meter stands in the place of the device: the next number of each of its
     *     counters, whatever it is, then comes with a {@link io.karawatt.event.Event.CounterBroke}.
     */
    boolean registersCame(String device, RegisterTable table, int address, Registers registers, Instant at);

    /**
     * Tells that counters of a device went back.
     *
     * @param device key of the device.
     */
    void countersBroke(String device);
}
