package io.karawatt.catalogue.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the catalogue ({@code etc/io.karawatt.catalogue.cfg}). */
@ObjectClassDefinition(
        id = Catalogue.PID,
        name = "%catalogue.name",
        description = "%catalogue.description",
        localization = "OSGI-INF/l10n/catalogue")
@interface CatalogueConfig {

    @AttributeDefinition(name = "%profilesDir.name", description = "%profilesDir.description")
    String profiles_dir() default "${karaf.data}/profiles";

    @AttributeDefinition(name = "%scanPeriod.name", description = "%scanPeriod.description", min = "1", max = "3600")
    int scan_period_s() default 5;
}
