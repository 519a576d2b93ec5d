package io.karawatt.line;

import io.karawatt.line.LineSettings.Periods;
import io.karawatt.profile.RegisterSpec.Poll;
import io.karawatt.topology.Device;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Periods of single devices or kinds of devices, other than those of their line.
 *
 * @param exceptions periods by device key or product reference.
 */
public record Rates(Map<String, Map<Poll, Duration>> exceptions) {

    /** No exceptions. */
    public static final Rates NONE = new Rates(Map.of());

    private static final Pattern ENTRY = Pattern.compile("\\s*([^:=,\\s][^:=,]*?)\\s*:\\s*(.+)");
    private static final Pattern PERIOD = Pattern.compile("\\s*(fast|slow|rare)\\s*=\\s*(\\d{1,9})\\s*");

    /** Copies the map. */
    public Rates {
        Map<String, Map<Poll, Duration>> copy = new HashMap<>();
        exceptions.forEach((who, periods) -> copy.put(who, Map.copyOf(periods)));
        exceptions = Map.copyOf(copy);
    }

    /**
     * Reads entries such as {@code I-35: fast=500, slow=5000; i35-9: rare=600000}; periods in milliseconds.
     *
     * @param text the entries, parted by semicolons; blank ones are passed over.
     * @return the rates.
     * @throws IllegalArgumentException in plain words when an entry has another form, names somebody twice, or has a
     *     period outside 10 ms to 1 day.
     */
    public static Rates parse(String text) {
        Map<String, Map<Poll, Duration>> all = new HashMap<>();
        for (String entry : text.split(";", -1)) {
            if (!entry.isBlank()) {
                Matcher matcher = ENTRY.matcher(entry);
                if (!matcher.matches()) {
                    throw wrong(entry);
                }
                if (all.put(matcher.group(1), periods(entry, matcher.group(2))) != null) {
                    throw new IllegalArgumentException("rates names '" + matcher.group(1) + "' twice");
                }
            }
        }
        return new Rates(all);
    }

    private static Map<Poll, Duration> periods(String entry, String text) {
        Map<Poll, Duration> periods = new EnumMap<>(Poll.class);
        for (String part : text.split(",", -1)) {
            Matcher matcher = PERIOD.matcher(part);
            if (!matcher.matches()) {
                throw wrong(entry);
            }
            Duration period = Duration.ofMillis(Long.parseLong(matcher.group(2)));
            Periods.require("rates '" + entry.strip() + "'", period);
            if (periods.put(Poll.valueOf(matcher.group(1).toUpperCase(Locale.ROOT)), period) != null) {
                throw wrong(entry);
            }
        }
        return periods;
    }

    private static IllegalArgumentException wrong(String entry) {
        return new IllegalArgumentException("rates '" + entry.strip() + "' is not understood: write the key of a device"
                + " or a product reference, a colon and periods in milliseconds, as in I-35: fast=500, slow=5000");
    }

    /**
     * Returns the period of a group of a device: its own, else that of its kind, else that of the line.
     *
     * @param device the device.
     * @param group any but {@link Poll#ON_REQUEST}.
     * @param line periods of the line.
     * @return the period asked for.
     */
    public Duration of(Device device, Poll group, Periods line) {
        for (String who : List.of(device.key(), device.reference())) {
            Duration own = exceptions.getOrDefault(who, Map.of()).get(group);
            if (own != null) {
                return own;
            }
        }
        return line.of(group);
    }
}
