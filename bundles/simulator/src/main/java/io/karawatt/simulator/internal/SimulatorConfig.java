package io.karawatt.simulator.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the simulator. */
@ObjectClassDefinition(
        id = Simulator.PID,
        localization = "OSGI-INF/l10n/simulator",
        name = "%name",
        description = "%description")
@interface SimulatorConfig {

    /** Path of the site file; empty for the demo site inside the bundle. */
    @AttributeDefinition(name = "%site.file.name", description = "%site.file.description", required = false)
    String site_file() default "";

    /** Seed of all chance; 0: as the site file says. */
    @AttributeDefinition(name = "%seed.name", description = "%seed.description")
    long seed() default 0;

    /** Seconds at the site for one of ours; 0: as the site file says. */
    @AttributeDefinition(name = "%speed.name", description = "%speed.description", min = "0", max = "3600")
    double speed() default 0;

    /** Whether the truth port is open. */
    @AttributeDefinition(name = "%truth.enabled.name", description = "%truth.enabled.description")
    boolean truth_enabled() default true;

    /** Port of the truth port; 0 takes a free one. */
    @AttributeDefinition(name = "%truth.port.name", description = "%truth.port.description", min = "0", max = "65535")
    int truth_port() default 15502;

    /** Address that the truth port listens on. */
    @AttributeDefinition(name = "%truth.bind.name", description = "%truth.bind.description")
    String truth_bind() default "127.0.0.1";
}
