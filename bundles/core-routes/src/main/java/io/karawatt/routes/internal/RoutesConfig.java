package io.karawatt.routes.internal;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Settings of the event bus ({@code etc/io.karawatt.routes.cfg}). */
@ObjectClassDefinition(
        id = GatewayRoutes.PID,
        name = "%name",
        description = "%description",
        localization = "OSGI-INF/l10n/routes")
@interface RoutesConfig {

    @AttributeDefinition(
            name = "%queue.size.name",
            description = "%queue.size.description",
            min = "" + GatewayRoutes.MIN_QUEUE,
            max = "" + GatewayRoutes.MAX_QUEUE)
    int queue_size() default 1000;
}
