package io.karawatt.settings;

import java.util.Set;

/**
 * What is to be set back.
 *
 * @param device key of the device.
 * @param what kind of thing, as the profile names it: {@code partial}, {@code minmax}, {@code tariffs}, {@code hours} …
 * @param load only of this load, 1..n; 0 for all there is.
 * @param items only these, as the profile names them, for example {@code Ea+} or {@code U}; empty for all.
 */
public record ResetOrder(String device, String what, int load, Set<String> items) {

    /** Copies the items, checks lengths. */
    public ResetOrder {
        items = Set.copyOf(items);
        if (load < 0 || load > 999 || what.length() > 40 || items.size() > 32) {
            throw new IllegalArgumentException("a reset names a load from 1 to 999 and at most 32 items");
        }
        if (items.stream().anyMatch(item -> item.length() > 40 || item.chars().anyMatch(Character::isISOControl))
                || what.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("an item has at most 40 characters and no control characters");
        }
    }

    /**
     * Tells the order in one line.
     *
     * @return for example {@code i35-9 reset partial of load 1: Ea+}.
     */
    public String describe() {
        return device + " reset " + what + (load == 0 ? "" : " of load " + load)
                + (items.isEmpty() ? "" : ": " + String.join(", ", new java.util.TreeSet<>(items)));
    }
}
