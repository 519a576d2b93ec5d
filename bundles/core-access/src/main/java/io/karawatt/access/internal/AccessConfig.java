package io.karawatt.access.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Who may write ({@code etc/io.karawatt.access.cfg}). */
@ObjectClassDefinition(
        id = FileAccessPolicy.PID,
        name = "%access.name",
        description = "%access.description",
        localization = "OSGI-INF/l10n/access")
@interface AccessConfig {

    @AttributeDefinition(name = "%writeEnabled.name", description = "%writeEnabled.description")
    boolean write_enabled() default false;

    @AttributeDefinition(name = "%commandEnabled.name", description = "%commandEnabled.description")
    boolean command_enabled() default false;

    @AttributeDefinition(name = "%writeClients.name", description = "%writeClients.description")
    String[] write_clients() default {};

    @AttributeDefinition(name = "%writeFaces.name", description = "%writeFaces.description")
    String[] write_faces() default {"modbus-tcp"};

    @AttributeDefinition(name = "%commandClients.name", description = "%commandClients.description")
    String[] command_clients() default {};

    @AttributeDefinition(name = "%commandFaces.name", description = "%commandFaces.description")
    String[] command_faces() default {};
}
