package io.karawatt.proto.modbus.internal;

import java.time.Duration;

/**
 * Checked settings of the server.
 *
 * @param bind host name or address to listen on; empty for all interfaces.
 * @param port 0..65535; 0 for any free port.
 * @param limits how much one server and one client may have.
 * @param keepAlive whether TCP keep-alive is used.
 * @param rtu whether there is a second door for Modbus RTU over TCP.
 * @param rtuPort port of the second door, 0..65535; 0 for any free port.
 * @param freshness oldest answer of the process image that will do; zero for one poll period.
 * @param patience longest wait for a bus.
 */
record Settings(
        String bind,
        int port,
        Limits limits,
        boolean keepAlive,
        boolean rtu,
        int rtuPort,
        Duration freshness,
        Duration patience) {

    /** Name of the face. */
    static final String FACE = "modbus-tcp";

    /** Name of the door for Modbus RTU over TCP. */
    static final String RTU_DOOR = "modbus-rtu-tcp";

    /**
     * How much one server and one client may have.
     *
     * @param connections most clients at once.
     * @param pending most waiting requests of one client.
     * @param busRequests most requests to the buses under way.
     * @param idle silence after which a client is closed; zero for never.
     * @param frame longest time from the first to the last byte of a frame.
     * @param stall longest time a client may leave its answers unread.
     */
    record Limits(int connections, int pending, int busRequests, Duration idle, Duration frame, Duration stall) {}

    /**
     * Checks a configuration.
     *
     * @param config as the operator wrote it.
     * @return the settings.
     * @throws IllegalArgumentException with key, value and limits when one is out of range.
     */
    static Settings of(ModbusTcpConfig config) {
        return new Settings(
                config.bind().trim(),
                within("port", config.port(), 0, 65_535),
                new Limits(
                        within("max.connections", config.max_connections(), 1, 1024),
                        within("max.pending", config.max_pending(), 1, 64),
                        within("max.bus.requests", config.max_bus_requests(), 1, 4096),
                        Duration.ofSeconds(within("idle.s", config.idle_s(), 0, 86_400)),
                        Duration.ofSeconds(within("frame.s", config.frame_s(), 1, 600)),
                        Duration.ofSeconds(within("stall.s", config.stall_s(), 1, 600))),
                config.keepalive(),
                config.rtu_enabled(),
                within("rtu.port", config.rtu_port(), 0, 65_535),
                Duration.ofMillis(within("freshness.ms", config.freshness_ms(), 0, 3_600_000)),
                Duration.ofMillis(within("patience.ms", config.patience_ms(), 50, 60_000)));
    }

    private static int within(String key, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    key + " = " + value + " in etc/" + ModbusTcpServer.PID + ".cfg is outside " + least + ".." + most);
        }
        return value;
    }
}
