package io.karawatt.routes.internal;

import io.karawatt.event.Topic;
import io.karawatt.routes.EventSources;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.model.RouteDefinition;

/** Checks the routes a contribution describes before they run, and gives them their full ids. */
final class RouteCheck {

    private static final String ID = "[a-z][a-z0-9-]{0,31}";

    private RouteCheck() {}

    /**
     * Checks the id of a contributor.
     *
     * @throws IllegalArgumentException in plain words when it has another form.
     */
    static String contributor(String id) {
        if (!id.matches(ID)) {
            throw new IllegalArgumentException(
                    "'" + id
                            + "' is no contributor id: use 1 to 32 lower-case letters, digits and '-', beginning with a letter");
        }
        return id;
    }

    /**
     * Prefixes the route ids: Camel silently replaces a route when another of the same id is added.
     *
     * @throws IllegalArgumentException when two routes have the same id, a route reads a queue that is not its own, or
     *     a source is read by none or several routes.
     */
    static void routes(String contributor, EventSources sources, List<RouteDefinition> routes) {
        Set<String> ids = new HashSet<>();
        Set<String> read = new HashSet<>();
        int number = 0;
        for (RouteDefinition route : routes) {
            number++;
            String own = route.hasCustomIdAssigned() ? route.getRouteId() : Integer.toString(number);
            if (!ids.add(own)) {
                throw new IllegalArgumentException("two routes have the id '" + own + "'");
            }
            String uri = route.getInput().getEndpointUri();
            if (uri.startsWith("seda:")) {
                requireOwn(sources, uri, own);
                if (!read.add(uri)) {
                    throw new IllegalArgumentException(
                            "two routes read " + uri + ": each would get half of the events");
                }
            }
            // Not routeId(…): Camel lets nobody call that twice.
            route.setId(contributor + "/" + own);
        }
        requireAllRead(sources, read);
    }

    private static void requireOwn(EventSources sources, String uri, String route) {
        if (!sources.uris().containsValue(uri)) {
            throw new IllegalArgumentException("route '" + route + "' reads " + uri
                    + ", which is none of its sources: use EventSources.of(topic)");
        }
    }

    private static void requireAllRead(EventSources sources, Set<String> read) {
        for (Map.Entry<Topic, String> source : sources.uris().entrySet()) {
            if (!read.contains(source.getValue())) {
                throw new IllegalArgumentException("no route reads the source of topic " + source.getKey()
                        + ": add a route or take the topic out of topics()");
            }
        }
    }
}
