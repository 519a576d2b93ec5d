package io.karawatt.demo.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the demo ({@code etc/io.karawatt.demo.cfg}); without them this bundle does nothing. */
@ObjectClassDefinition(
        id = Readiness.PID,
        name = "%name",
        description = "%description",
        localization = "OSGI-INF/l10n/demo")
@interface DemoConfig {

    @AttributeDefinition(name = "%profile.name", description = "%profile.description")
    String profile() default "d70";

    @AttributeDefinition(name = "%endpoints.name", description = "%endpoints.description")
    String endpoints() default "modbus-tcp, snmp, bacnet, truth, console";

    @AttributeDefinition(
            name = "%console.port.name",
            description = "%console.port.description",
            min = "1",
            max = "65535")
    int console_port() default 8101;

    @AttributeDefinition(name = "%ready.s.name", description = "%ready.s.description", min = "5", max = "600")
    int ready_s() default 60;
}
