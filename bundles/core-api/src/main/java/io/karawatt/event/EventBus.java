package io.karawatt.event;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Publishes events to the routes contributed by other bundles. */
@ProviderType
public interface EventBus {

    /**
     * Hands an event to the queue of each subscriber and returns at once.
     *
     * <p>Never blocks and never throws: where a queue is full the event is dropped for that subscriber alone, and
     * counted.
     *
     * @param event what happened.
     */
    void publish(Event event);

    /**
     * Tells how the queues are doing.
     *
     * @return one entry for each contributor and topic, in the order of their names.
     */
    List<QueueState> queues();
}
