package io.karawatt.live.internal;

import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.event.QueueState;
import java.util.ArrayList;
import java.util.List;

/** Remembers what was published; can be made to fail like a bus that is being stopped. */
final class FakeBus implements EventBus {

    private final List<Event> published = new ArrayList<>();
    private boolean broken;

    @Override
    public void publish(Event event) {
        if (broken) {
            throw new IllegalStateException("stopping");
        }
        published.add(event);
    }

    List<Event> published() {
        return published;
    }

    void breakDown() {
        broken = true;
    }

    @Override
    public List<QueueState> queues() {
        return List.of();
    }
}
