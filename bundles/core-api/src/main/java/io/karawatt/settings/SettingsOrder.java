package io.karawatt.settings;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What somebody wants to be set, all of it or nothing.
 *
 * @param device key of the device.
 * @param part which settings.
 * @param values new content by name: a name of the profile, a number in the base unit, or a text.
 */
public record SettingsOrder(String device, SettingsPart part, Map<String, String> values) {

    /** Most settings in one order. */
    public static final int MOST = 64;

    private static final int LONGEST = 100;

    /** Checks number, length and signs; copies the map, keeps its order. */
    public SettingsOrder {
        if (values.isEmpty() || values.size() > MOST) {
            throw new IllegalArgumentException("an order has 1 to " + MOST + " settings, not " + values.size());
        }
        values.forEach((name, value) -> {
            String both = name + value;
            if (both.length() > LONGEST || both.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a setting has at most " + LONGEST
                        + " characters, name and content together, and no control characters");
            }
        });
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Tells the order in one line.
     *
     * @return for example {@code i35-9 load/1 type=3P+N-3CT nominalCurrent=250}.
     */
    public String describe() {
        return device + " " + part + " "
                + values.entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .collect(Collectors.joining(" "));
    }
}
