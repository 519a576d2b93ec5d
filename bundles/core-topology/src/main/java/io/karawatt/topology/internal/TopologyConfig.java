package io.karawatt.topology.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where the installation is kept ({@code etc/io.karawatt.topology.cfg}). */
@ObjectClassDefinition(
        id = StoredTopology.PID,
        name = "%topology.name",
        description = "%topology.description",
        localization = "OSGI-INF/l10n/topology")
@interface TopologyConfig {

    @AttributeDefinition(name = "%file.name", description = "%file.description")
    String file() default "topology.yaml";
}
