package io.karawatt.discovery.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How meters are watched ({@code etc/io.karawatt.discovery.watch.cfg}). */
@ObjectClassDefinition(
        id = IdentityWatch.PID,
        name = "%watch.name",
        description = "%watch.description",
        localization = "OSGI-INF/l10n/watch")
@interface WatchConfig {

    @AttributeDefinition(name = "%period.name", description = "%period.description", min = "1", max = "10080")
    int period_min() default 60;

    @AttributeDefinition(name = "%groups.name", description = "%groups.description")
    String groups() default "load,network,ct,integration";

    @AttributeDefinition(name = "%file.name", description = "%file.description")
    String file() default "discovery/settings.tsv";
}
