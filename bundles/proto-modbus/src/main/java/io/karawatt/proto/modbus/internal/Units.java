package io.karawatt.proto.modbus.internal;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A set of unit ids, 1..247. */
public final class Units {

    private static final int LAST = 247;
    private static final Pattern RANGE = Pattern.compile("([0-9]{1,3})(?:\\s*-\\s*([0-9]{1,3}))?");

    private final BitSet set;

    private Units(BitSet set) {
        this.set = set;
    }

    /**
     * Reads a set.
     *
     * @param text numbers and ranges, separated by commas, for example {@code 1-20, 35}; empty for no unit.
     * @return the set.
     * @throws IllegalArgumentException in plain words when it has another form or leaves 1..247.
     */
    public static Units of(String text) {
        BitSet set = new BitSet();
        for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            Matcher matcher = RANGE.matcher(part.trim());
            if (!matcher.matches()) {
                throw new IllegalArgumentException(
                        "'" + part.trim() + "' is no unit id: write numbers and ranges, as in 1-20, 35");
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (first < 1 || last > LAST || first > last) {
                throw new IllegalArgumentException(
                        "units '" + part.trim() + "' are not a rising range inside 1.." + LAST);
            }
            set.set(first, last + 1);
        }
        return new Units(set);
    }

    /** Tells whether a unit id is one of them. */
    boolean contains(int unit) {
        return set.get(unit);
    }
}
