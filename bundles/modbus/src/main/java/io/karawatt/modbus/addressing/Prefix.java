package io.karawatt.modbus.addressing;

import java.util.List;
import java.util.Locale;

/**
 * The begin of NET IDs: which of them are asked for.
 *
 * @param bits how many of the highest bits are given, 0..24.
 * @param value the given bits in their places, all others 0.
 */
public record Prefix(int bits, int value) {

    /** Every NET ID. */
    public static final Prefix ALL = new Prefix(0, 0);

    /** Checks that bits that are not given are 0. */
    public Prefix {
        if (bits < 0 || bits > NetId.BITS || (value & ~mask(bits)) != 0) {
            throw new IllegalArgumentException(bits + " bits of " + Integer.toHexString(value) + " are no prefix");
        }
    }

    /**
     * Returns the prefix of one NET ID alone.
     *
     * @param id the NET ID.
     * @return all its bits.
     */
    public static Prefix exactly(NetId id) {
        return new Prefix(NetId.BITS, id.value());
    }

    private static int mask(int bits) {
        return ((1 << NetId.BITS) - 1) & -(1 << (NetId.BITS - bits));
    }

    /**
     * Tells whether a NET ID begins like this.
     *
     * @param id the NET ID.
     * @return true when it does.
     */
    public boolean matches(NetId id) {
        return (id.value() & mask(bits)) == value;
    }

    /**
     * Returns the two halves, one bit longer.
     *
     * @return first the one with a 0; empty when all bits are given.
     */
    public List<Prefix> halves() {
        return bits == NetId.BITS
                ? List.of()
                : List.of(new Prefix(bits + 1, value), new Prefix(bits + 1, value | 1 << (NetId.BITS - 1 - bits)));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%06X/%d", value, bits);
    }
}
