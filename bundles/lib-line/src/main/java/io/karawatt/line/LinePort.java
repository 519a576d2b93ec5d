package io.karawatt.line;

/**
 * Where a line is, and what using it costs.
 *
 * @param kind {@code digiware}, {@code rs485}, {@code modbus-tcp} or {@code rtu-over-tcp}.
 * @param name the port with its settings, for people.
 * @param cost what reading costs on it.
 * @param masters opens it.
 * @param reopenAfter consecutive time-outs after which it is opened anew, for connections that can hang half open; 0
 *     for never.
 */
public record LinePort(String kind, String name, WireCost cost, MasterFactory masters, int reopenAfter) {

    /**
     * A serial port.
     *
     * @param kind {@code digiware} or {@code rs485}.
     * @param ports opens it.
     * @return the port.
     */
    public static LinePort serial(String kind, SerialPorts ports) {
        return new LinePort(kind, ports.settings().toString(), WireCost.serial(ports.settings()), ports, 0);
    }
}
