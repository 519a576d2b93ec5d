package io.karawatt.profile.read.internal;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads numbers as people write them in register tables. */
final class Numbers {

    private Numbers() {}

    /**
     * Reads a whole number.
     *
     * @param text decimal, or hexadecimal with {@code 0x}.
     * @return the number, or empty when it is none or has more than 64 bits.
     */
    static OptionalLong whole(String text) {
        try {
            if (text.startsWith("0x") || text.startsWith("0X")) {
                return OptionalLong.of(Long.parseUnsignedLong(text, 2, text.length(), 16));
            }
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Reads a number with a decimal point.
     *
     * @param text for example {@code 0.01} or {@code 1e-3}; a decimal comma is no point.
     * @return the number, or empty when it is none or not finite.
     */
    static OptionalDouble real(String text) {
        // Java also reads "NaN", "0x1p3" and "1d"; none of them is a number of a register table.
        boolean plain = !text.isEmpty();
        for (int i = 0; i < text.length(); i++) {
            plain &= "0123456789.-+eE".indexOf(text.charAt(i)) >= 0;
        }
        if (!plain) {
            return OptionalDouble.empty();
        }
        try {
            double number = Double.parseDouble(text);
            return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
