package io.karawatt.model;

import java.util.Locale;

/**
 * Which value of a device: a quantity of the catalogue, of one instance, in one statistic.
 *
 * @param instance 0 for the device or its network, 1..n for a load, input, output, feeder or sensor.
 * @param quantity key of the quantity in the catalogue, for example {@code currentI1}.
 * @param stat statistic as the register tables name it: {@code inst}, {@code avg}, {@code max}, {@code total},
 *     {@code partial} …
 */
public record PointKey(int instance, String quantity, String stat) {

    /** The statistic of a value of this moment. */
    public static final String INST = "inst";

    /** The statistic of an energy index or another counter that never falls. */
    public static final String TOTAL = "total";

    /** The statistic of a counter that people set back, for example at the end of a month. */
    public static final String PARTIAL = "partial";

    /** Largest instance. */
    public static final int MAX_INSTANCE = 999;

    /** Checks ranges and names. */
    public PointKey {
        if (instance < 0 || instance > MAX_INSTANCE) {
            throw new IllegalArgumentException("instance " + instance + " is outside 0.." + MAX_INSTANCE);
        }
        requireName("quantity", quantity);
        requireName("stat", stat);
    }

    /**
     * Reads {@code INSTANCE/QUANTITY} or {@code INSTANCE/QUANTITY.STAT}; without a statistic {@code inst} is meant.
     *
     * @param text for example {@code 1/currentI1} or {@code 2/energyActivePos.total}.
     * @return the key.
     * @throws IllegalArgumentException in plain words when the text has another form.
     */
    public static PointKey parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 1 || slash == text.length() - 1) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a point: write INSTANCE/QUANTITY or INSTANCE/QUANTITY.STAT");
        }
        String name = text.substring(slash + 1);
        int dot = name.indexOf('.');
        String quantity = dot < 0 ? name : name.substring(0, dot);
        String stat = dot < 0 ? INST : name.substring(dot + 1);
        try {
            return new PointKey(Integer.parseInt(text.substring(0, slash)), quantity, stat);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not a point: '" + text.substring(0, slash) + "' is not an instance number", e);
        }
    }

    private static void requireName(String what, String name) {
        boolean good = !name.isEmpty()
                && name.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || c == '-' || c == '_'));
        if (!good) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "%s '%s' may hold only letters, digits, '-' and '_'", what, name));
        }
    }

    @Override
    public String toString() {
        return instance + "/" + quantity + (stat.equals(INST) ? "" : "." + stat);
    }
}
