package io.karawatt.routes;

import io.karawatt.event.Topic;
import java.util.Map;

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
}
