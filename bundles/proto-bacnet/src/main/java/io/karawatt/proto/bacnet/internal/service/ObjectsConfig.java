package io.karawatt.proto.bacnet.internal.service;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the BACnet objects. */
@ObjectClassDefinition(
        id = ObjectGateway.PID,
        name = "%objects.name",
        description = "%objects.description",
        localization = "OSGI-INF/l10n/bacnet-objects")
public @interface ObjectsConfig {

    /**
     * Whether only what a meter measures is shown.
     *
     * @return false: each load has all 62 Analog Inputs, those not measured with 0 and Reliability no-sensor.
     */
    @AttributeDefinition(name = "%strict.name", description = "%strict.description")
    boolean strict() default false;

    /**
     * Vendor_Name of all devices.
     *
     * @return 1..64 characters.
     */
    @AttributeDefinition(name = "%vendor.name.name", description = "%vendor.name.description")
    String vendor_name() default "Karawatt";

    /**
     * Location of the gateway.
     *
     * @return at most 64 characters.
     */
    @AttributeDefinition(name = "%location.name", description = "%location.description")
    String location() default "";

    /**
     * Most change-of-value subscriptions at once.
     *
     * @return 0..20000.
     */
    @AttributeDefinition(
            name = "%subscriptions.max.name",
            description = "%subscriptions.max.description",
            min = "0",
            max = "20000")
    int subscriptions_max() default 5000;

    /**
     * Longest life of a subscription.
     *
     * @return seconds, 60..604800.
     */
    @AttributeDefinition(
            name = "%lifetime.max.s.name",
            description = "%lifetime.max.s.description",
            min = "60",
            max = "604800")
    int lifetime_max_s() default 86_400;
}
