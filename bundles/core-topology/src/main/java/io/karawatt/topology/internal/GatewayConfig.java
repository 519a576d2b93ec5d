package io.karawatt.topology.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Who the gateway is ({@code etc/io.karawatt.gateway.cfg}). */
@ObjectClassDefinition(
        pid = StoredIdentity.PID,
        id = StoredIdentity.PID,
        name = "%gateway.name",
        description = "%gateway.description",
        localization = "OSGI-INF/l10n/topology")
@interface GatewayConfig {

    @AttributeDefinition(name = "%product.name", description = "%product.description")
    String product() default "D-70";

    @AttributeDefinition(name = "%name.name", description = "%name.description")
    String name() default "Karawatt";

    @AttributeDefinition(name = "%serial.name", description = "%serial.description")
    String serial() default "";

    @AttributeDefinition(name = "%address.name", description = "%address.description", min = "1", max = "247")
    int address() default 1;
}
