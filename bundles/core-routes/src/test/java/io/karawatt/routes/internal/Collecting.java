package io.karawatt.routes.internal;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.karawatt.event.Event;
import io.karawatt.event.Event.GatewayNotice;
import io.karawatt.event.Event.LineChanged;
import io.karawatt.event.Event.Severity;
import io.karawatt.event.Topic;
import io.karawatt.routes.EventSources;
import io.karawatt.routes.RouteContribution;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;

/** A contributor that keeps what it gets. */
final class Collecting implements RouteContribution {

    static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");

    private final String id;
    private final Set<Topic> topics;
    private final Processor first;
    private final BlockingQueue<Event> got = new LinkedBlockingQueue<>();

    Collecting(String id, Topic... topics) {
        this(id, exchange -> {}, topics);
    }

    /** Runs a processor before an event is kept. */
    Collecting(String id, Processor first, Topic... topics) {
        this.id = id;
        this.first = first;
        this.topics = Set.of(topics);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Set<Topic> topics() {
        return topics;
    }

    @Override
    public RouteBuilder routes(EventSources sources) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                for (Topic topic : topics) {
                    from(sources.of(topic))
                            .routeId("collect-" + topic)
                            .process(first)
                            .process(e -> got.add(e.getMessage().getBody(Event.class)));
                }
            }
        };
    }

    /** Waits for the next event, with a bound. */
    Event next() throws InterruptedException {
        Event event = got.poll(10, TimeUnit.SECONDS);
        assertNotNull(event, id + " got no event within 10 s");
        return event;
    }

    boolean empty() {
        return got.isEmpty();
    }

    static Event notice(int number) {
        return new GatewayNotice(Severity.INFO, "test", Integer.toString(number), NOON);
    }

    static Event line(String name) {
        return new LineChanged(name, true, "", NOON);
    }
}
