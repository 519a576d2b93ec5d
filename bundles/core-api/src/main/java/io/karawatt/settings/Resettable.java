package io.karawatt.settings;

import java.util.List;

/**
 * Something of a device that can be set back.
 *
 * @param what its name, for example {@code partial}.
 * @param loads loads that have it; empty when it belongs to the whole device.
 * @param items what can be set back one by one.
 */
public record Resettable(String what, List<Integer> loads, List<String> items) {

    /** Copies the lists. */
    public Resettable {
        loads = List.copyOf(loads);
        items = List.copyOf(items);
    }
}
