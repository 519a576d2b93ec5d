package io.karawatt.topology.internal;

import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Publishes events; keeps the latest few while there is no bus, so that what happened at start is told as well. */
final class Announcer {

    private static final int MOST_WAITING = 100;

    private final Deque<Event> waiting = new ArrayDeque<>();
    private @Nullable EventBus bus;

    synchronized void publish(Event event) {
        if (bus != null) {
            bus.publish(event);
            return;
        }
        if (waiting.size() == MOST_WAITING) {
            waiting.removeFirst();
        }
        waiting.addLast(event);
    }

    synchronized void busCame(EventBus came) {
        bus = came;
        while (!waiting.isEmpty()) {
            came.publish(waiting.removeFirst());
        }
    }

    synchronized void busWent(EventBus went) {
        if (bus == went) {
            bus = null;
        }
    }
}
