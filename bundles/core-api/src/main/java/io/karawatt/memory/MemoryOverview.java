package io.karawatt.memory;

import java.util.List;

/**
 * What a device records.
 *
 * @param device key of the device.
 * @param states one entry for each series, in the order of the device.
 * @param problem why the list is not complete; empty when it is. A device without memories has none and no problem.
 */
public record MemoryOverview(String device, List<MemoryState> states, String problem) {

    /** Copies the list. */
    public MemoryOverview {
        states = List.copyOf(states);
    }
}
