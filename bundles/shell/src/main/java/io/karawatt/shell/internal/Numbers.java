package io.karawatt.shell.internal;

import java.util.Locale;
import org.apache.karaf.shell.support.CommandException;

/** Reads the numbers people type. */
final class Numbers {

    private Numbers() {}

    /**
     * Reads a whole number, decimal or hexadecimal with {@code 0x}.
     *
     * @param what what it is, for the message.
     */
    static int parse(String what, String text, int least, int most) throws CommandException {
        try {
            String lower = text.toLowerCase(Locale.ROOT);
            long number = lower.startsWith("0x") ? Long.parseLong(lower.substring(2), 16) : Long.parseLong(lower);
            if (number >= least && number <= most) {
                return (int) number;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, with the range.
        }
        throw Messages.failure("number.range", what, text, least, most);
    }

    /** Reads a number with decimals. */
    static double parseReal(String what, String text, double least, double most) throws CommandException {
        try {
            double number = Double.parseDouble(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, with the range.
        }
        throw Messages.failure("number.range", what, text, least, most);
    }
}
