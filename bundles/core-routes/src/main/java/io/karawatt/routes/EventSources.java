package io.karawatt.routes;

import io.karawatt.event.Event;
import io.karawatt.event.Topic;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.camel.builder.RouteBuilder;

/**
 * Where the routes of a contribution get their events from: the one place where such URIs are made.
 *
 * <p>Camel accepts two endpoints of one queue with different parameters without a word; therefore nobody writes these
 * URIs by hand.
 *
 * @param uris endpoint URI by topic, one for each topic of the contribution.
 */
public record EventSources(Map<Topic, String> uris) {

    /** Copies the map. */
    public EventSources {
        uris = Map.copyOf(uris);
    }

    /**
     * Returns what to give to {@code from}.
     *
     * @param topic a topic of the contribution.
     * @return endpoint URI.
     * @throws IllegalArgumentException when the contribution did not name the topic.
     */
    public String of(Topic topic) {
        String uri = uris.get(topic);
        if (uri == null) {
            throw new IllegalArgumentException(
                    "no source for topic " + topic + ": the contribution must name it in topics()");
        }
        return uri;
    }

    /**
     * Makes the routes of a contribution that only wants to be told: one from each source, in the order of the topics.
     *
     * @param verb first part of the route ids, for example {@code keep} for {@code keep-readings}.
     * @param consumer told of each event; on the thread of the source.
     * @return a new builder.
     */
    public RouteBuilder tell(String verb, Consumer<Event> consumer) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                for (Topic topic : new TreeSet<>(uris.keySet())) {
                    from(of(topic))
                            .routeId(verb + "-" + topic.name().toLowerCase(Locale.ROOT))
                            .process(exchange ->
                                    consumer.accept(exchange.getMessage().getBody(Event.class)));
                }
            }
        };
    }
}
