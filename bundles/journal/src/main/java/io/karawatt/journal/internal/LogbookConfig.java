package io.karawatt.journal.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the logbook ({@code etc/io.karawatt.journal.cfg}). */
@ObjectClassDefinition(
        id = Logbook.PID,
        name = "%name",
        description = "%description",
        localization = "OSGI-INF/l10n/journal")
@interface LogbookConfig {

    @AttributeDefinition(
            name = "%entries.name",
            description = "%entries.description",
            min = "" + Logbook.MIN_ENTRIES,
            max = "" + Logbook.MAX_ENTRIES)
    int entries() default 1000;
}
