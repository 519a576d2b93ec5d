package io.karawatt.proto.modbus.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the Modbus TCP server ({@code etc/io.karawatt.proto.modbus.cfg}). */
@ObjectClassDefinition(
        pid = ModbusTcpServer.PID,
        id = ModbusTcpServer.PID,
        name = "%server.name",
        description = "%server.description")
@interface ModbusTcpConfig {

    /**
     * Whether the server listens at all.
     *
     * @return false keeps the door shut, also when nothing is configured.
     */
    @AttributeDefinition(name = "%enabled.name", description = "%enabled.description")
    boolean enabled() default false;

    /**
     * Address to listen on.
     *
     * @return a host name or address; empty for all interfaces.
     */
    @AttributeDefinition(name = "%bind.name", description = "%bind.description", required = false)
    String bind() default "";

    /**
     * Port to listen on.
     *
     * @return 0..65535; 0 lets the system choose.
     */
    @AttributeDefinition(name = "%port.name", description = "%port.description", min = "0", max = "65535")
    int port() default 502;

    /**
     * Whether there is a second door, for Modbus RTU over TCP.
     *
     * @return false for Modbus TCP alone.
     */
    @AttributeDefinition(name = "%rtu.enabled.name", description = "%rtu.enabled.description")
    boolean rtu_enabled() default false;

    /**
     * Port of the second door.
     *
     * @return 0..65535; 0 lets the system choose.
     */
    @AttributeDefinition(name = "%rtu.port.name", description = "%rtu.port.description", min = "0", max = "65535")
    int rtu_port() default 4001;

    /**
     * Most clients at once.
     *
     * @return 1..1024.
     */
    @AttributeDefinition(
            name = "%max.connections.name",
            description = "%max.connections.description",
            min = "1",
            max = "1024")
    int max_connections() default 32;

    /**
     * Silence after which a client is closed.
     *
     * @return seconds, 0..86400; 0 for never.
     */
    @AttributeDefinition(name = "%idle.s.name", description = "%idle.s.description", min = "0", max = "86400")
    int idle_s() default 600;

    /**
     * Whether TCP itself looks after dead peers.
     *
     * @return true to use keep-alive.
     */
    @AttributeDefinition(name = "%keepalive.name", description = "%keepalive.description")
    boolean keepalive() default true;

    /**
     * Oldest content of the process image that is still an answer.
     *
     * @return milliseconds, 0..3600000; 0 for one poll period of the line, at least 1000 ms.
     */
    @AttributeDefinition(
            name = "%freshness.ms.name",
            description = "%freshness.ms.description",
            min = "0",
            max = "3600000")
    int freshness_ms() default 0;

    /**
     * Longest wait for a bus.
     *
     * @return milliseconds, 50..60000.
     */
    @AttributeDefinition(
            name = "%patience.ms.name",
            description = "%patience.ms.description",
            min = "50",
            max = "60000")
    int patience_ms() default 1000;

    /**
     * Most requests of one client that wait at once.
     *
     * @return 1..64.
     */
    @AttributeDefinition(name = "%max.pending.name", description = "%max.pending.description", min = "1", max = "64")
    int max_pending() default 16;

    /**
     * Most requests to the buses that are under way at once.
     *
     * @return 1..4096.
     */
    @AttributeDefinition(
            name = "%max.bus.requests.name",
            description = "%max.bus.requests.description",
            min = "1",
            max = "4096")
    int max_bus_requests() default 128;

    /**
     * Longest time from the first to the last byte of a frame.
     *
     * @return seconds, 1..600.
     */
    @AttributeDefinition(name = "%frame.s.name", description = "%frame.s.description", min = "1", max = "600")
    int frame_s() default 10;

    /**
     * Longest time a client may leave its answers unread.
     *
     * @return seconds, 1..600.
     */
    @AttributeDefinition(name = "%stall.s.name", description = "%stall.s.description", min = "1", max = "600")
    int stall_s() default 10;
}
