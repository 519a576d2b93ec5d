package io.karawatt.proto.bacnet.internal.net;

import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.event.QueueState;
import java.util.List;

/**
 * An event bus that keeps what is published.
 *
 * @param events where.
 */
record EventList(List<Event> events) implements EventBus {

    @Override
    public void publish(Event event) {
        events.add(event);
    }

    @Override
    public List<QueueState> queues() {
        return List.of();
    }
}
