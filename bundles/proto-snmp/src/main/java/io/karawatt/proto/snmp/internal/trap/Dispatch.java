package io.karawatt.proto.snmp.internal.trap;

import io.karawatt.proto.snmp.internal.agent.AgentPart;
import io.karawatt.proto.snmp.internal.agent.Engine;
import io.karawatt.proto.snmp.internal.trap.TrapSettings.Receiver;
import io.karawatt.snmp.SnmpDelivery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The notifications of one running engine: a bounded queue in front of {@link Post}. Nothing here waits; what does not
 * fit into the queue is dropped and told of. Thread-safe.
 */
final class Dispatch implements AgentPart.Attached {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    /** Most notifications that wait to be sent or to be confirmed. */
    private static final int MOST_WAITING = 256;

    private static final Duration START = Duration.ofMinutes(1);
    private static final Duration BETWEEN_FAILURES = Duration.ofSeconds(10);

    private final NoticeBook book;
    private final List<Receiver> receivers;
    private final Post post;
    private final Executor worker;
    private final InstantSource clock;
    private final Engine engine;
    private final Consumer<Dispatch> left;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger dropped = new AtomicInteger();
    private Instant nextFailure = Instant.EPOCH;

    Dispatch(NoticeBook book, Post post, Executor worker, InstantSource clock, Engine engine, Consumer<Dispatch> left) {
        this.book = book;
        this.receivers = post.receivers();
        this.post = post;
        this.worker = worker;
        this.clock = clock;
        this.engine = engine;
        this.left = left;
    }

    /** Sends a notification to all receivers as soon as possible. */
    void send(Notice notice) {
        for (Receiver receiver : receivers) {
            CompletableFuture<Void> unused = deliver(notice, receiver).thenAccept(Dispatch::tell);
        }
    }

    private CompletableFuture<SnmpDelivery> deliver(Notice notice, Receiver receiver) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            if (dropped.getAndIncrement() % MOST_WAITING == 0) {
                LOG.warn("{} notifications to {} dropped: too many wait to be sent", dropped.get(), receiver);
            }
            return failed(receiver, "dropped: too many wait to be sent");
        }
        CompletableFuture<SnmpDelivery> outcome;
        try {
            outcome = CompletableFuture.completedFuture(receiver).thenComposeAsync(to -> post.send(notice, to), worker);
        } catch (RejectedExecutionException e) {
            outcome = failed(receiver, "not sent: notifications are being stopped");
        }
        return outcome.handle((delivery, thrown) -> {
            waiting.decrementAndGet();
            return thrown == null
                    ? delivery
                    : new SnmpDelivery(receiver.toString(), "", false, "not sent: " + thrown.getMessage());
        });
    }

    private static CompletableFuture<SnmpDelivery> failed(Receiver receiver, String outcome) {
        return CompletableFuture.completedFuture(new SnmpDelivery(receiver.toString(), "", false, outcome));
    }

    private static void tell(SnmpDelivery delivery) {
        if (delivery.delivered()) {
            LOG.debug("{} to {}: {}", delivery.kind(), delivery.host(), delivery.outcome());
        } else {
            LOG.info("{} to {}: {}", delivery.kind(), delivery.host(), delivery.outcome());
        }
    }

    @Override
    public void opened() {
        // Joining an engine that runs for long, after a change of settings, is no start of the agent.
        if (engine.upTime().compareTo(START) < 0) {
            send(book.coldStart());
        }
    }

    @Override
    public void authenticationFailed(String from) {
        Instant now = clock.instant();
        synchronized (this) {
            if (now.isBefore(nextFailure)) {
                return;
            }
            nextFailure = now.plus(BETWEEN_FAILURES);
        }
        send(book.authenticationFailure());
    }

    @Override
    public CompletableFuture<List<SnmpDelivery>> trapTest() {
        Notice test = book.test(clock.instant());
        CompletableFuture<List<SnmpDelivery>> all = CompletableFuture.completedFuture(List.of());
        for (Receiver receiver : receivers) {
            all = all.thenCombine(deliver(test, receiver), Dispatch::joined);
        }
        return all;
    }

    private static List<SnmpDelivery> joined(List<SnmpDelivery> some, SnmpDelivery one) {
        List<SnmpDelivery> all = new ArrayList<>(some);
        all.add(one);
        return all;
    }

    @Override
    public void close() {
        left.accept(this);
    }
}
