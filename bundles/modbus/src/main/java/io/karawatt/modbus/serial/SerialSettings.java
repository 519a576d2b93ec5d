package io.karawatt.modbus.serial;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which port, and how characters look on it.
 *
 * @param port name of the port: a device file, or a name that a {@link SerialLinks} knows, for example {@code sim:bus}.
 * @param baud speed in bit/s, 300..4,000,000.
 * @param dataBits 7 or 8; Modbus RTU needs 8.
 * @param parity parity bit.
 * @param stopBits 1 or 2.
 */
public record SerialSettings(String port, int baud, int dataBits, Parity parity, int stopBits) {

    private static final Pattern FORMAT = Pattern.compile("([78])([NEO])([12])");

    /** Checks the ranges. */
    public SerialSettings {
        if (port.isBlank() || baud < 300 || baud > 4_000_000) {
            throw new IllegalArgumentException("a serial line needs a port and a speed of 300 to 4000000 bit/s");
        }
        if (dataBits < 7 || dataBits > 8 || stopBits < 1 || stopBits > 2) {
            throw new IllegalArgumentException("characters have 7 or 8 data bits and 1 or 2 stop bits");
        }
    }

    /** Parity bit. */
    public enum Parity {
        /** No parity bit. */
        NONE,
        /** Even parity. */
        EVEN,
        /** Odd parity. */
        ODD
    }

    /**
     * Reads a character format.
     *
     * @param port name of the port.
     * @param baud speed in bit/s.
     * @param format for example {@code 8N1}, {@code 8E1}, {@code 8N2}.
     * @return the settings.
     * @throws IllegalArgumentException in plain words when the format has another form.
     */
    public static SerialSettings of(String port, int baud, String format) {
        Matcher matcher = FORMAT.matcher(format.toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + format + "' is not a character format: write data bits, N, E or O, and stop bits, as in 8N1");
        }
        Parity parity =
                switch (matcher.group(2)) {
                    case "E" -> Parity.EVEN;
                    case "O" -> Parity.ODD;
                    default -> Parity.NONE;
                };
        return new SerialSettings(
                port, baud, Integer.parseInt(matcher.group(1)), parity, Integer.parseInt(matcher.group(3)));
    }

    /**
     * Returns how long one character takes.
     *
     * @return nanoseconds, rounded.
     */
    public long characterNanos() {
        int bits = 1 + dataBits + (parity == Parity.NONE ? 0 : 1) + stopBits;
        return Math.round(bits * 1e9 / baud);
    }

    /**
     * Returns the silence that parts two frames (Modbus over Serial Line V1.02 §2.5.1.1).
     *
     * @return 3.5 characters, or 1.75 ms above 19,200 bit/s; nanoseconds.
     */
    public long frameSilenceNanos() {
        return baud > 19_200 ? 1_750_000 : characterNanos() * 7 / 2;
    }

    /**
     * Returns the longest silence inside a frame (Modbus over Serial Line V1.02 §2.5.1.1).
     *
     * @return 1.5 characters, or 0.75 ms above 19,200 bit/s; nanoseconds.
     */
    public long characterSilenceNanos() {
        return baud > 19_200 ? 750_000 : characterNanos() * 3 / 2;
    }

    @Override
    public String toString() {
        return port + " " + baud + " " + dataBits + parity.name().charAt(0) + stopBits;
    }
}
