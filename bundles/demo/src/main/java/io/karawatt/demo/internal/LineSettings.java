package io.karawatt.demo.internal;

import io.karawatt.site.SimulatedSite.SimulatedLine;
import java.util.Map;

/**
 * The configuration that makes a driver open a simulated line.
 *
 * @param factory factory PID of the driver.
 * @param line name of the line.
 * @param values keys and values as the driver's own settings file would have them.
 */
record LineSettings(String factory, String line, Map<String, Object> values) {

    /** Marks configurations made by the demo, so that it can take away what a changed site no longer has. */
    static final String MARK = "made.by.demo";

    /**
     * Finds the settings for a line.
     *
     * @param line the line as the simulator offers it.
     * @return the settings.
     * @throws IllegalArgumentException when no driver knows the kind of line, or the port of a TCP line is malformed.
     */
    static LineSettings of(SimulatedLine line) {
        return switch (line.kind()) {
            case "digiware" -> serial("io.karawatt.bus.digiware", line);
            case "rs485" -> serial("io.karawatt.bus.modbus.serial", line);
            case "modbus-tcp" -> tcp(line);
            default ->
                throw new IllegalArgumentException(
                        "line " + line.name() + ": no driver for kind '" + line.kind() + "'");
        };
    }

    private static LineSettings serial(String factory, SimulatedLine line) {
        return new LineSettings(
                factory,
                line.name(),
                Map.of(
                        "line",
                        line.name(),
                        "port",
                        line.port(),
                        "baud",
                        line.baud(),
                        "format",
                        line.format(),
                        MARK,
                        true));
    }

    private static LineSettings tcp(SimulatedLine line) {
        int colon = line.port().lastIndexOf(':');
        if (colon < 1 || !line.port().substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException(
                    "line " + line.name() + ": '" + line.port() + "' is not of the form HOST:PORT");
        }
        return new LineSettings(
                "io.karawatt.bus.modbus.tcp",
                line.name(),
                Map.of(
                        "line",
                        line.name(),
                        "host",
                        line.port().substring(0, colon),
                        "port",
                        Integer.parseInt(line.port().substring(colon + 1)),
                        MARK,
                        true));
    }
}
