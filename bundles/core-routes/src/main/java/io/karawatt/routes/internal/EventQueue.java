package io.karawatt.routes.internal;

import io.karawatt.event.Event;
import io.karawatt.event.QueueState;
import io.karawatt.event.Topic;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.Exchange;
import org.apache.camel.component.seda.SedaEndpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The publisher's end of one contributor's queue for one topic.
 *
 * <p>Events are put on the queue of the seda endpoint itself: a producer template would run Camel's whole sending
 * machinery on the thread of the publisher, and throw at it when the queue is full.
 */
final class EventQueue {

    private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);

    private final String contributor;
    private final Topic topic;
    private final SedaEndpoint endpoint;
    private final BlockingQueue<Exchange> queue;
    private final Throttle throttle;
    private final LongAdder passed = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    EventQueue(String contributor, Topic topic, SedaEndpoint endpoint, InstantSource clock) {
        this.contributor = contributor;
        this.topic = topic;
        this.endpoint = endpoint;
        this.queue = endpoint.getQueue();
        this.throttle = new Throttle(clock);
    }

    Topic topic() {
        return topic;
    }

    SedaEndpoint endpoint() {
        return endpoint;
    }

    /** Queues an event, or drops and counts it; never waits. */
    void offer(Event event) {
        // A full queue is seen before the exchange is made, so that a stuck consumer costs the publisher next to
        // nothing.
        if (queue.remainingCapacity() > 0 && queue.offer(exchangeOf(event))) {
            passed.increment();
            return;
        }
        dropped.increment();
        long untold = throttle.count();
        if (untold > 0) {
            LOG.warn(
                    "{} events dropped for {}: its queue for {} is full ({}); it is stuck or too slow, others are not concerned",
                    untold,
                    contributor,
                    topic,
                    endpoint.getSize());
        }
    }

    QueueState state() {
        return new QueueState(contributor, topic, endpoint.getSize(), queue.size(), passed.sum(), dropped.sum());
    }

    private Exchange exchangeOf(Event event) {
        Exchange exchange = endpoint.createExchange();
        exchange.getMessage().setBody(event);
        return exchange;
    }
}
