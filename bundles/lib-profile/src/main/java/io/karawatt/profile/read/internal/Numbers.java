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
        boolean plain = !text.isEmpty()
                && text.chars()
                        .allMatch(c ->
                                (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E');
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
