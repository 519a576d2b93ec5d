package io.karawatt.live.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the process image ({@code etc/io.karawatt.live.cfg}). */
@ObjectClassDefinition(
        id = ProcessImage.PID,
        name = "%live.name",
        description = "%live.description",
        localization = "OSGI-INF/l10n/live")
@interface ProcessImageConfig {

    @AttributeDefinition(name = "%maxAge.name", description = "%maxAge.description", min = "1", max = "86400")
    int max_age_s() default 300;
}
