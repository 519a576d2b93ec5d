package io.karawatt.proto.modbus.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the Modbus slave on one serial line ({@code etc/io.karawatt.proto.modbus.serial-NAME.cfg}). */
@ObjectClassDefinition(
        id = SerialSlave.PID,
        name = "%slave.name",
        description = "%slave.description",
        localization = "OSGI-INF/l10n/slave")
@interface SerialSlaveConfig {

    /**
     * Whether the port is opened at all.
     *
     * @return false keeps the port free.
     */
    @AttributeDefinition(name = "%enabled.name", description = "%enabled.description")
    boolean enabled() default false;

    /**
     * The serial port.
     *
     * @return a device file, or a name that a player of ports knows.
     */
    @AttributeDefinition(name = "%port.name", description = "%port.description")
    String port() default "";

    /**
     * Speed.
     *
     * @return bit/s, 300..4000000.
     */
    @AttributeDefinition(name = "%baud.name", description = "%baud.description", min = "300", max = "4000000")
    int baud() default 38_400;

    /**
     * Character format.
     *
     * @return data bits, N, E or O, stop bits.
     */
    @AttributeDefinition(name = "%format.name", description = "%format.description")
    String format() default "8N1";

    /**
     * Unit id of the gateway itself on this line.
     *
     * @return 1..247; 0 for the gateway's own Modbus address.
     */
    @AttributeDefinition(name = "%address.name", description = "%address.description", min = "0", max = "247")
    int address() default 0;

    /**
     * Which devices are served.
     *
     * @return numbers and ranges of Modbus addresses, separated by commas; empty for none.
     */
    @AttributeDefinition(name = "%units.name", description = "%units.description", required = false)
    String units() default "1-247";

    /**
     * Shortest time from request to answer.
     *
     * @return milliseconds, 0..1000.
     */
    @AttributeDefinition(
            name = "%turnaround.ms.name",
            description = "%turnaround.ms.description",
            min = "0",
            max = "1000")
    int turnaround_ms() default 0;

    /**
     * Longest time from request to answer.
     *
     * @return milliseconds, 20..5000.
     */
    @AttributeDefinition(name = "%limit.ms.name", description = "%limit.ms.description", min = "20", max = "5000")
    int limit_ms() default 200;

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
}
