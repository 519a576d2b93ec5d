package io.karawatt.routes;

import io.karawatt.event.Topic;
import java.util.Set;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The routes one bundle adds to the gateway; registered as a service, and taken out again when the service goes.
 *
 * <p>A contribution that is wrong is refused as a whole, with a message in the log, and disturbs no other. When its
 * service goes, its routes get one second to finish what waits in their queues.
 */
@ConsumerType
public interface RouteContribution {

    /**
     * Returns who contributes; also the first part of its route ids and the name of its queues.
     *
     * @return 1 to 32 lower-case letters, digits and '-', beginning with a letter; unique in the gateway.
     */
    String id();

    /**
     * Returns which events it wants; each topic gets a bounded queue of its own.
     *
     * @return the topics; empty for routes that only have clocks or files as their source.
     */
    Set<Topic> topics();

    /**
     * Makes the routes. Called once, or again with new sources after the queue size was changed.
     *
     * <p>There must be exactly one route from each source, and none from a queue of somebody else. Bodies are
     * {@link io.karawatt.event.Event}s, shared with other consumers. An id given with {@code routeId} is prefixed with
     * {@link #id()}. What a route throws is logged once and then counted, hour by hour; where every event must get
     * through, the route says so with {@code onException}.
     *
     * @param sources where the events come from.
     * @return a new builder; only its routes are used, no templates, rests or configurations.
     */
    RouteBuilder routes(EventSources sources);
}
