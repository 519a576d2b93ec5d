package io.karawatt.bus.modbus.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of one connection to Modbus devices over TCP ({@code etc/io.karawatt.bus.modbus.tcp-NAME.cfg}). */
@ObjectClassDefinition(
        id = TcpLine.PID,
        name = "%tcp.name",
        description = "%tcp.description",
        localization = "OSGI-INF/l10n/tcp")
@interface TcpLineConfig {

    @AttributeDefinition(name = "%line.name", description = "%line.description")
    String line() default "";

    @AttributeDefinition(name = "%host.name", description = "%host.description")
    String host() default "";

    @AttributeDefinition(name = "%port.name", description = "%port.description", min = "1", max = "65535")
    int port() default 502;

    @AttributeDefinition(
            name = "%framing.name",
            description = "%framing.description",
            options = {@Option(label = "Modbus TCP", value = "tcp"), @Option(label = "RTU over TCP", value = "rtu")})
    String framing() default "tcp";

    @AttributeDefinition(
            name = "%connectTimeout.name",
            description = "%connectTimeout.description",
            min = "100",
            max = "3000")
    long connect_timeout_ms() default 2_000;

    @AttributeDefinition(name = "%roundTrip.name", description = "%roundTrip.description", min = "0", max = "1000")
    long round_trip_ms() default 2;

    @AttributeDefinition(
            name = "%fastPeriod.name",
            description = "%fastPeriod.description",
            min = "10",
            max = "86400000")
    long fast_period_ms() default 1_000;

    @AttributeDefinition(
            name = "%slowPeriod.name",
            description = "%slowPeriod.description",
            min = "10",
            max = "86400000")
    long slow_period_ms() default 10_000;

    @AttributeDefinition(
            name = "%rarePeriod.name",
            description = "%rarePeriod.description",
            min = "10",
            max = "86400000")
    long rare_period_ms() default 60_000;

    @AttributeDefinition(name = "%timeout.name", description = "%timeout.description", min = "5", max = "60000")
    long timeout_ms() default 1_000;

    @AttributeDefinition(
            name = "%timeoutFloor.name",
            description = "%timeoutFloor.description",
            min = "5",
            max = "60000")
    long timeout_floor_ms() default 100;

    @AttributeDefinition(name = "%retries.name", description = "%retries.description", min = "0", max = "10")
    int retries() default 2;

    @AttributeDefinition(name = "%queueLimit.name", description = "%queueLimit.description", min = "1", max = "10000")
    int queue_limit() default 256;

    @AttributeDefinition(name = "%silentShare.name", description = "%silentShare.description", min = "1", max = "50")
    int silent_share_percent() default 3;

    @AttributeDefinition(name = "%requestShare.name", description = "%requestShare.description", min = "1", max = "99")
    int request_share_percent() default 50;

    @AttributeDefinition(
            name = "%backgroundShare.name",
            description = "%backgroundShare.description",
            min = "1",
            max = "50")
    int background_share_percent() default 10;

    @AttributeDefinition(name = "%jitterLimit.name", description = "%jitterLimit.description", min = "1", max = "10000")
    long jitter_limit_ms() default 30;

    @AttributeDefinition(name = "%rates.name", description = "%rates.description")
    String rates() default "";

    @AttributeDefinition(name = "%enabled.name", description = "%enabled.description")
    boolean enabled() default true;
}
