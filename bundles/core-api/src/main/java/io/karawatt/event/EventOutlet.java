package io.karawatt.event;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An event bus that may be away: for whoever must go on working when it is stopped.
 *
 * <p>While there is none, events are dropped. Thread-safe. Bind it as an optional, dynamic reference.
 */
public final class EventOutlet implements EventBus {

    private final AtomicReference<@Nullable EventBus> bus = new AtomicReference<>();

    /**
     * Takes a bus into use.
     *
     * @param came the bus that came.
     */
    public void set(EventBus came) {
        bus.set(came);
    }

    /**
     * Lets go of a bus, if it is the one in use.
     *
     * @param went the bus that went.
     */
    public void unset(EventBus went) {
        bus.compareAndSet(went, null);
    }

    @Override
    public void publish(Event event) {
        EventBus now = bus.get();
        if (now != null) {
            now.publish(event);
        }
    }

    @Override
    public List<QueueState> queues() {
        EventBus now = bus.get();
        return now == null ? List.of() : now.queues();
    }
}
