package io.karawatt.modbus.addressing;

import java.util.Locale;

/**
 * The 24 bits that tell a device from all others of its bus.
 *
 * @param value 1..0xFFFFFE.
 */
public record NetId(int value) implements Comparable<NetId> {

    /** Number of bits. */
    public static final int BITS = 24;

    private static final int MOST = (1 << BITS) - 1;

    /** Checks the range. */
    public NetId {
        if (!valid(value)) {
            throw new IllegalArgumentException(value + " is no NET ID: it is 1.." + (MOST - 1));
        }
    }

    /**
     * Tells whether a number can be a NET ID; 0 and all ones stand for a device that has none.
     *
     * @param value any number.
     * @return true for 1..0xFFFFFE.
     */
    public static boolean valid(int value) {
        return value > 0 && value < MOST;
    }

    @Override
    public int compareTo(NetId other) {
        return Integer.compare(value, other.value);
    }

    /** Six hexadecimal digits, as on the front of the device. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%06X", value);
    }
}
