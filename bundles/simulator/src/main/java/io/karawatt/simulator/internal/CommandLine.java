package io.karawatt.simulator.internal;

import io.karawatt.modbus.serial.SerialSettings;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was asked for on the command line.
 *
 * @param source the site.
 * @param serial lines to play on serial devices: name to port.
 * @param tcp lines to play over TCP: name to address.
 */
record CommandLine(SiteSource source, Map<String, SerialSettings> serial, Map<String, InetSocketAddress> tcp) {

    /** How to call it. */
    static final String USAGE = "usage: simulate --site FILE [--seed N] [--speed X]"
            + " --line NAME=DEVICE@BAUD,8N1 ... --line NAME=tcp:HOST:PORT ...";

    private static final int DEFAULT_BAUD = 38_400;

    /** Copies the maps. */
    CommandLine {
        serial = new TreeMap<>(serial);
        tcp = new TreeMap<>(tcp);
    }

    /**
     * Reads arguments.
     *
     * @throws IllegalArgumentException in plain words when they can't be understood.
     */
    static CommandLine parse(List<String> arguments) {
        String file = "";
        long seed = 0;
        double speed = 0;
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String option = arguments.get(i);
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(option + " needs a value; " + USAGE);
            }
            String value = arguments.get(i + 1);
            switch (option) {
                case "--site" -> file = value;
                case "--seed" -> seed = whole(option, value);
                case "--speed" -> speed = real(option, value);
                case "--line" -> lines.add(value);
                default -> throw new IllegalArgumentException("unknown option " + option + "; " + USAGE);
            }
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("at least one --line is needed; " + USAGE);
        }
        CommandLine all = new CommandLine(new SiteSource(file, seed, speed), Map.of(), Map.of());
        lines.forEach(all::add);
        return all;
    }

    private static long whole(String what, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(what + " '" + value + "' is not a whole number", e);
        }
    }

    private static double real(String what, String value) {
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(what + " '" + value + "' is not a number", e);
        }
    }

    private void add(String text) {
        int equal = text.indexOf('=');
        if (equal < 1) {
            throw new IllegalArgumentException("--line '" + text + "' has no name; write NAME=DEVICE@BAUD,8N1");
        }
        String name = text.substring(0, equal);
        String where = text.substring(equal + 1);
        if (serial.containsKey(name) || tcp.containsKey(name)) {
            throw new IllegalArgumentException("--line " + name + " is given twice; keep one");
        }
        if (where.startsWith("tcp:")) {
            tcp.put(name, address(where.substring(4)));
        } else {
            serial.put(name, port(where));
        }
    }

    private static InetSocketAddress address(String where) {
        int colon = where.lastIndexOf(':');
        int port = colon < 1 ? -1 : (int) whole("port", where.substring(colon + 1));
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("'" + where + "' is no HOST:PORT");
        }
        return new InetSocketAddress(where.substring(0, colon), port);
    }

    private static SerialSettings port(String where) {
        int at = where.lastIndexOf('@');
        String device = at < 0 ? where : where.substring(0, at);
        String[] parts = (at < 0 ? "" : where.substring(at + 1)).split(",", 2);
        int baud = parts[0].isEmpty() ? DEFAULT_BAUD : (int) whole("speed", parts[0]);
        return SerialSettings.of(device, baud, parts.length < 2 ? "8N1" : parts[1]);
    }
}
