package io.karawatt.profile;

import io.karawatt.model.Registers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a register holds its content; the grammar of the register tables.
 *
 * <p>Numbers are decoded to the raw number before scale and offset. The names are those of the profile files.
 */
public enum RegisterType {
    /** Unsigned 8 bits in the low byte of one word; the high byte is not looked at. */
    U8(1, Kind.UNSIGNED, 8, 0),
    /** Unsigned 8 bits in the low byte of one word whose high byte belongs to a neighbour. */
    U8L(1, Kind.UNSIGNED, 8, 0),
    /** Unsigned 8 bits in the high byte of one word. */
    U8H(1, Kind.UNSIGNED, 8, 8),
    /** Signed 8 bits in the low byte of one word. */
    S8L(1, Kind.SIGNED, 8, 0),
    /** Signed 8 bits in the high byte of one word. */
    S8H(1, Kind.SIGNED, 8, 8),
    /** Unsigned 16 bits. */
    U16(1, Kind.UNSIGNED, 16, 0),
    /** Signed 16 bits, two's complement. */
    S16(1, Kind.SIGNED, 16, 0),
    /** Unsigned 32 bits. */
    U32(2, Kind.UNSIGNED, 32, 0),
    /** Signed 32 bits, two's complement. */
    S32(2, Kind.SIGNED, 32, 0),
    /** Unsigned 48 bits. */
    U48(3, Kind.UNSIGNED, 48, 0),
    /** Unsigned 64 bits; above 2^53 the last digits are rounded. */
    U64(4, Kind.UNSIGNED, 64, 0),
    /** Signed 64 bits, two's complement; beyond 2^53 the last digits are rounded. */
    S64(4, Kind.SIGNED, 64, 0),
    /** IEEE 754 single precision. */
    FLOAT32(2, Kind.FLOAT, 32, 0),
    /** IEEE 754 double precision. */
    FLOAT64(4, Kind.FLOAT, 64, 0),
    /** Four decimal digits, one a nibble. */
    BCD16(1, Kind.BCD, 16, 0),
    /** Eight decimal digits, one a nibble. */
    BCD32(2, Kind.BCD, 32, 0),
    /** Seconds since 2000-01-01T00:00:00 in 32 bits; decoded to those seconds. */
    DATETIME(2, Kind.UNSIGNED, 32, 0),
    /** Milliseconds since 2000-01-01T00:00:00 in 64 bits; decoded to those milliseconds. */
    DATETIME_MS(4, Kind.UNSIGNED, 64, 0),
    /** Three words: year, month * 256 + day, hour * 256 + minute. Not a number. */
    DATETIME_3(3, Kind.OPAQUE, 48, 0),
    /** Text, two characters a word, high byte first; the number of words is given in the row. */
    STRING_NORM(0, Kind.TEXT, 0, 0),
    /** Text, one character a word; the number of words is given in the row. */
    STRING_16(0, Kind.TEXT, 0, 0);

    private enum Kind {
        UNSIGNED,
        SIGNED,
        FLOAT,
        BCD,
        OPAQUE,
        TEXT
    }

    private final int words;
    private final Kind kind;
    private final int bits;
    private final int shift;

    RegisterType(int words, Kind kind, int bits, int shift) {
        this.words = words;
        this.kind = kind;
        this.bits = bits;
        this.shift = shift;
    }

    /**
     * Finds a type by the name used in profile files.
     *
     * @param name in any case.
     * @return the type, or empty.
     */
    public static Optional<RegisterType> find(String name) {
        try {
            return Optional.of(valueOf(name.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /**
     * Returns how many words the type takes.
     *
     * @return 1..4, or 0 for texts, whose length is given in the row.
     */
    public int words() {
        return words;
    }

    /**
     * Tells whether the content is a number.
     *
     * @return false for texts and for dates of several fields.
     */
    public boolean numeric() {
        return kind != Kind.TEXT && kind != Kind.OPAQUE;
    }

    /**
     * Returns the largest raw number the type can hold, after which a counter begins again.
     *
     * @return for example 4294967295 for {@link #U32}; infinite for floating-point numbers and what is no number.
     */
    public double largest() {
        return switch (kind) {
            case UNSIGNED -> Math.scalb(1.0, bits) - 1;
            case SIGNED -> Math.scalb(1.0, bits - 1) - 1;
            case BCD -> Math.pow(10, bits / 4.0) - 1;
            default -> Double.POSITIVE_INFINITY;
        };
    }

    /**
     * Tells whether the content is a text.
     *
     * @return true for the string types.
     */
    public boolean text() {
        return kind == Kind.TEXT;
    }

    /**
     * Returns the content as bits, for comparison with "not available" codes.
     *
     * @param registers where it lies.
     * @param offset first word.
     * @param order word order.
     * @return the bits, right-aligned, not sign-extended.
     */
    public long bits(Registers registers, int offset, WordOrder order) {
        long all = 0;
        for (int i = 0; i < words; i++) {
            int word = order == WordOrder.HIGH_FIRST ? i : words - 1 - i;
            all = (all << 16) | registers.get(offset + word);
        }
        return (all >>> shift) & mask();
    }

    /**
     * Decodes a number.
     *
     * @param registers where it lies.
     * @param offset first word.
     * @param order word order.
     * @return the raw number before scale and offset; empty when it is no number: a text, NaN, a BCD digit above nine.
     */
    public OptionalDouble decode(Registers registers, int offset, WordOrder order) {
        if (!numeric()) {
            return OptionalDouble.empty();
        }
        long raw = bits(registers, offset, order);
        return switch (kind) {
            case SIGNED -> OptionalDouble.of((double) ((raw << (64 - bits)) >> (64 - bits)));
            case FLOAT -> real(raw);
            case BCD -> bcd(raw);
            default -> OptionalDouble.of(raw >= 0 ? (double) raw : unsigned(raw));
        };
    }

    /**
     * Encodes a number: rounds to the nearest integer and stops at the ends of the range.
     *
     * @param number the raw number, after scale and offset were taken off; NaN becomes 0.
     * @param target where the words go; byte types leave the other byte as it is.
     * @param offset first word.
     * @param order word order.
     * @throws UnsupportedOperationException for texts and dates of several fields.
     */
    public void encode(double number, short[] target, int offset, WordOrder order) {
        if (!numeric()) {
            throw new UnsupportedOperationException(this + " holds no number");
        }
        long raw = rawOf(number) & mask();
        if (bits == 8) {
            int other = this == U8 ? 0 : target[offset] & ~(0xFF << shift);
            target[offset] = (short) (other | (int) (raw << shift));
            return;
        }
        for (int i = words - 1; i >= 0; i--) {
            int word = order == WordOrder.HIGH_FIRST ? i : words - 1 - i;
            target[offset + word] = (short) raw;
            raw >>>= 16;
        }
    }

    private long rawOf(double number) {
        return switch (kind) {
            case FLOAT -> bits == 32 ? Float.floatToRawIntBits((float) number) : Double.doubleToRawLongBits(number);
            case BCD ->
                bcdOf(clamp(
                        number, BigInteger.ZERO, BigInteger.TEN.pow(bits / 4).subtract(BigInteger.ONE)));
            case SIGNED -> clamp(number, BigInteger.ONE.shiftLeft(bits - 1).negate(), ones(bits - 1));
            default -> clamp(number, BigInteger.ZERO, ones(bits));
        };
    }

    private static BigInteger ones(int bits) {
        return BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
    }

    private OptionalDouble real(long raw) {
        double number = bits == 32 ? Float.intBitsToFloat((int) raw) : Double.longBitsToDouble(raw);
        return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    }

    private static long clamp(double number, BigInteger least, BigInteger most) {
        if (Double.isNaN(number)) {
            return 0;
        }
        double rounded = Math.rint(number);
        if (Math.abs(rounded) < 0x1p53) {
            long whole = (long) rounded;
            if (most.bitLength() > 53) {
                return least.signum() == 0 ? Math.max(whole, 0) : whole;
            }
            return Math.max(least.longValue(), Math.min(most.longValue(), whole));
        }
        if (Double.isInfinite(rounded)) {
            return (rounded > 0 ? most : least).longValue();
        }
        return new BigDecimal(rounded).toBigInteger().max(least).min(most).longValue();
    }

    private long mask() {
        return bits >= 64 || bits == 0 ? -1L : (1L << bits) - 1;
    }

    private static double unsigned(long raw) {
        return (raw >>> 1) * 2.0 + (raw & 1);
    }

    private OptionalDouble bcd(long raw) {
        double number = 0;
        for (int nibble = bits - 4; nibble >= 0; nibble -= 4) {
            long digit = (raw >>> nibble) & 0xF;
            if (digit > 9) {
                return OptionalDouble.empty();
            }
            number = number * 10 + digit;
        }
        return OptionalDouble.of(number);
    }

    private static long bcdOf(long number) {
        long raw = 0;
        long rest = number;
        for (int nibble = 0; rest > 0; nibble += 4) {
            raw |= (rest % 10) << nibble;
            rest /= 10;
        }
        return raw;
    }

    /**
     * Decodes a text: stops at the first NUL, drops trailing blanks, replaces what is not printable by '?'.
     *
     * @param registers where it lies.
     * @param offset first word.
     * @param length number of words.
     * @return the text; empty for types that are no text.
     */
    public String decodeText(Registers registers, int offset, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length && text(); i++) {
            int word = registers.get(offset + i);
            if (this == STRING_NORM) {
                text.append((char) (word >> 8));
            }
            text.append((char) (word & 0xFF));
        }
        int end = text.indexOf("\0");
        String whole = end < 0 ? text.toString() : text.substring(0, end);
        return whole.stripTrailing().replaceAll("[^\\x20-\\x7E\\xA0-\\xFF]", "?");
    }

    /**
     * Encodes a text, padded with NUL, cut when too long; characters beyond ISO 8859-1 become '?'.
     *
     * @param text the text.
     * @param target where the words go.
     * @param offset first word.
     * @param length number of words.
     */
    public void encodeText(String text, short[] target, int offset, int length) {
        int each = this == STRING_NORM ? 2 : 1;
        for (int i = 0; i < length; i++) {
            int word = 0;
            for (int k = 0; k < each; k++) {
                int at = i * each + k;
                int character = at < text.length() ? text.charAt(at) : 0;
                word = (word << 8) | (character > 0xFF ? '?' : character);
            }
            target[offset + i] = (short) word;
        }
    }
}
