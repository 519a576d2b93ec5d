package io.karawatt.bench;

import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.event.QueueState;
import io.karawatt.live.ReadingSink;
import java.util.List;

/** Takes what a line reads; events are of no interest to a bench. */
interface BenchSink extends ReadingSink, EventBus {

    @Override
    default void publish(Event event) {}

    @Override
    default List<QueueState> queues() {
        return List.of();
    }
}
