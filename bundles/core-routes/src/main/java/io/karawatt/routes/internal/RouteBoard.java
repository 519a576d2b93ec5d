package io.karawatt.routes.internal;

import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.event.QueueState;
import io.karawatt.event.Topic;
import io.karawatt.routes.EventSources;
import io.karawatt.routes.RouteContribution;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.camel.model.RouteDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which contributions run, and which queues an event goes to.
 *
 * <p>Adding and removing exclude each other; publishing takes no lock of ours and sees either the picture before or the
 * one after a change. A contribution runs code of another bundle: whatever that throws ends here.
 */
public final class RouteBoard implements EventBus, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RouteBoard.class);
    private static final int POLL_MS = 200;

    private final CamelHost camel;
    private final InstantSource clock;
    private final List<Running> running = new ArrayList<>();
    private final List<RouteContribution> refused = new ArrayList<>();
    private int queueSize;
    private volatile Map<Topic, List<EventQueue>> subscribers = Map.of();

    /** A contribution whose routes run. */
    private record Running(
            String id, RouteContribution contribution, List<EventQueue> queues, List<RouteDefinition> routes) {}

    /**
     * Starts Camel, without any route.
     *
     * @param queueSize largest number of events that wait for one contributor and topic.
     * @param clock tells when a trouble was last told.
     * @throws Exception when Camel can't start.
     */
    public RouteBoard(int queueSize, InstantSource clock) throws Exception {
        this(new CamelHost(), queueSize, clock);
    }

    RouteBoard(CamelHost camel, int queueSize, InstantSource clock) {
        this.camel = camel;
        this.queueSize = queueSize;
        this.clock = clock;
    }

    @Override
    public void publish(Event event) {
        for (EventQueue queue : subscribers.getOrDefault(event.topic(), List.of())) {
            queue.offer(event);
        }
    }

    @Override
    public synchronized List<QueueState> queues() {
        return running.stream()
                .flatMap(r -> r.queues().stream())
                .map(EventQueue::state)
                .sorted(Comparator.comparing(QueueState::contributor).thenComparing(QueueState::topic))
                .toList();
    }

    /**
     * Runs the routes of a contribution, or refuses it with a message in the log.
     *
     * @param contribution the contribution.
     * @return why it was refused, or empty.
     */
    public synchronized Optional<Throwable> add(RouteContribution contribution) {
        try {
            String id = RouteCheck.contributor(contribution.id());
            Optional<Running> holder =
                    running.stream().filter(r -> r.id().equals(id)).findFirst();
            if (holder.isPresent()) {
                throw new IllegalArgumentException("the id '" + id + "' is taken by "
                        + holder.get().contribution().getClass().getName());
            }
            running.add(started(id, contribution));
            subscribe();
            LOG.info("routes of {} run", id);
            return Optional.empty();
        } catch (Throwable wrong) {
            // Foreign code: a missing package shows as an Error, not as an Exception.
            refused.add(contribution);
            LOG.error(
                    "routes of {} refused, all others run on:",
                    contribution.getClass().getName(),
                    wrong);
            return Optional.of(wrong);
        }
    }

    /** Takes the routes of a contribution out; one that was refused because of the same id gets its turn. */
    synchronized void remove(RouteContribution contribution) {
        refused.removeIf(r -> r == contribution);
        Optional<Running> found =
                running.stream().filter(r -> r.contribution() == contribution).findFirst();
        if (found.isPresent()) {
            stop(found.get());
            List<RouteContribution> again = List.copyOf(refused);
            refused.clear();
            again.forEach(this::add);
        }
    }

    /** Makes all queues anew with another size; what waits in them is given a second to pass. */
    synchronized void resize(int size) {
        if (size == queueSize) {
            return;
        }
        queueSize = size;
        for (Running old : List.copyOf(running)) {
            stop(old);
            add(old.contribution());
        }
    }

    @Override
    public synchronized void close() {
        refused.clear();
        List<Running> all = List.copyOf(running);
        for (int i = all.size() - 1; i >= 0; i--) {
            stop(all.get(i));
        }
        camel.close();
    }

    private Running started(String id, RouteContribution contribution) throws Exception {
        Map<Topic, String> uris = new EnumMap<>(Topic.class);
        for (Topic topic : contribution.topics()) {
            uris.put(topic, uriOf(id, topic));
        }
        EventSources sources = new EventSources(uris);
        List<EventQueue> queues = new ArrayList<>();
        try {
            RouteFailures failures = new RouteFailures(id, clock);
            for (Topic topic : new TreeSet<>(uris.keySet())) {
                var endpoint = camel.queue(sources.of(topic));
                endpoint.setExceptionHandler(failures);
                queues.add(new EventQueue(id, topic, endpoint, clock));
            }
            List<RouteDefinition> routes = camel.describe(contribution.routes(sources));
            RouteCheck.routes(id, sources, routes);
            camel.start(routes);
            return new Running(id, contribution, List.copyOf(queues), routes);
        } catch (Throwable wrong) {
            queues.forEach(this::discard);
            throw wrong;
        }
    }

    private String uriOf(String id, Topic topic) {
        String name = topic.name().toLowerCase(Locale.ROOT);
        return "seda:" + id + "." + name + "?size=" + queueSize + "&pollTimeout=" + POLL_MS;
    }

    private void stop(Running one) {
        running.remove(one);
        subscribe();
        try {
            camel.stop(one.routes());
        } catch (Throwable wrong) {
            LOG.warn("routes of {} did not stop cleanly:", one.id(), wrong);
        }
        int lost = one.queues().stream().mapToInt(q -> q.state().waiting()).sum();
        one.queues().forEach(this::discard);
        LOG.info("routes of {} stopped, {} waiting events lost", one.id(), lost);
    }

    private void discard(EventQueue queue) {
        try {
            camel.discard(queue.endpoint());
        } catch (Throwable wrong) {
            LOG.warn("queue of {} could not be removed:", queue.state().contributor(), wrong);
        }
    }

    private void subscribe() {
        Map<Topic, List<EventQueue>> table = new EnumMap<>(Topic.class);
        for (Topic topic : Topic.values()) {
            table.put(
                    topic,
                    running.stream()
                            .flatMap(r -> r.queues().stream())
                            .filter(q -> q.topic() == topic)
                            .toList());
        }
        subscribers = table;
    }
}
