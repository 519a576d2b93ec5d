package io.karawatt.proto.snmp.internal.trap;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of the notifications ({@code etc/io.karawatt.proto.snmp.traps.cfg}). */
@ObjectClassDefinition(
        id = Notifier.PID,
        localization = "OSGI-INF/l10n/traps",
        name = "%traps.name",
        description = "%traps.description")
@interface TrapsConfig {

    /**
     * Whether anything is sent.
     *
     * @return false sends nothing.
     */
    @AttributeDefinition(name = "%enabled.name", description = "%enabled.description")
    boolean enabled() default false;

    /**
     * Version of the notifications.
     *
     * @return v1, v2c or v3.
     */
    @AttributeDefinition(
            name = "%version.name",
            description = "%version.description",
            options = {@Option("v1"), @Option("v2c"), @Option("v3")})
    String version() default "v2c";

    /**
     * Whether receivers confirm.
     *
     * @return trap or inform.
     */
    @AttributeDefinition(
            name = "%kind.name",
            description = "%kind.description",
            options = {@Option("trap"), @Option("inform")})
    String kind() default "trap";

    /**
     * Community of v1 and v2c.
     *
     * @return at most 64 characters, plain or sealed.
     */
    @AttributeDefinition(
            name = "%community.name",
            description = "%community.description",
            type = AttributeType.PASSWORD,
            required = false)
    String community() default "";

    /**
     * User of v3.
     *
     * @return name of a user of the agent.
     */
    @AttributeDefinition(name = "%user.name", description = "%user.description", required = false)
    String user() default "";

    /**
     * First receiver.
     *
     * @return host name or address; empty for none.
     */
    @AttributeDefinition(name = "%host1.name", description = "%host1.description", required = false)
    String host1() default "";

    /**
     * Port of the first receiver.
     *
     * @return 1..65535.
     */
    @AttributeDefinition(name = "%port1.name", description = "%port1.description", min = "1", max = "65535")
    int port1() default 162;

    /**
     * Second receiver.
     *
     * @return host name or address; empty for none.
     */
    @AttributeDefinition(name = "%host2.name", description = "%host2.description", required = false)
    String host2() default "";

    /**
     * Port of the second receiver.
     *
     * @return 1..65535.
     */
    @AttributeDefinition(name = "%port2.name", description = "%port2.description", min = "1", max = "65535")
    int port2() default 162;

    /**
     * Whether everybody in the network gets them.
     *
     * @return true sends to the broadcast address instead of the hosts.
     */
    @AttributeDefinition(name = "%broadcast.name", description = "%broadcast.description")
    boolean broadcast() default false;

    /**
     * Broadcast address.
     *
     * @return an IPv4 address.
     */
    @AttributeDefinition(name = "%broadcast.address.name", description = "%broadcast.address.description")
    String broadcast_address() default "255.255.255.255";

    /**
     * How often an active alarm is sent again.
     *
     * @return 1..10080 minutes.
     */
    @AttributeDefinition(name = "%cycle.min.name", description = "%cycle.min.description", min = "1", max = "10080")
    int cycle_min() default 60;

    /**
     * How often an inform is repeated that nobody confirms.
     *
     * @return 0..10.
     */
    @AttributeDefinition(name = "%retries.name", description = "%retries.description", min = "0", max = "10")
    int retries() default 3;

    /**
     * How long a confirmation is waited for.
     *
     * @return 100..5000 ms.
     */
    @AttributeDefinition(name = "%timeout.ms.name", description = "%timeout.ms.description", min = "100", max = "5000")
    int timeout_ms() default 1500;
}
