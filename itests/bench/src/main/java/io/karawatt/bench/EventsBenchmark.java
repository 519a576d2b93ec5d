package io.karawatt.bench;

import com.sun.management.ThreadMXBean;
import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.event.Topic;
import io.karawatt.model.PointKey;
import io.karawatt.model.PointSchema;
import io.karawatt.model.ReadingBatch;
import io.karawatt.routes.EventSources;
import io.karawatt.routes.RouteContribution;
import io.karawatt.routes.internal.RouteBoard;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;

/**
 * How many batches of readings go through the event bus to three consumers, and what each costs in memory; beside three
 * bare queues with a thread each, filled by the same loop.
 *
 * <p>The publisher waits before a queue is full, so that every batch reaches every consumer and is counted there.
 */
public final class EventsBenchmark implements Benchmark {

    private static final int CONSUMERS = 3;
    private static final int QUEUE = 1000;
    private static final int POINTS = 60;
    private static final int WARM_UP = 100_000;
    private static final int MEASURED = 300_000;
    private static final int ROUNDS = 3;
    private static final long PATIENCE_S = 60;

    /** What one round gave. */
    private record Result(double batchesPerSecond, double bytesPerBatch) {}

    /** Three consumers that count. */
    private static final class Counting {

        private final List<AtomicLong> got =
                Stream.generate(AtomicLong::new).limit(CONSUMERS).toList();

        void take(int consumer, Event event) {
            if (event instanceof Event.ReadingsArrived arrived
                    && arrived.batch().size() == POINTS) {
                got.get(consumer).incrementAndGet();
            }
        }

        /** A plain loop: it must not add to what is measured. */
        long least() {
            long least = Long.MAX_VALUE;
            for (int i = 0; i < CONSUMERS; i++) {
                least = Math.min(least, got.get(i).get());
            }
            return least;
        }
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public List<Row> run(Consumer<String> progress) throws Exception {
        List<Result> bare = new ArrayList<>();
        List<Result> camel = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            progress.accept("round " + round + " of " + ROUNDS);
            bare.add(bareQueues());
            camel.add(camelBus());
        }
        Result queues = best(bare);
        Result bus = best(camel);
        String situation = "1 publisher, " + CONSUMERS + " consumers, " + POINTS + " values a batch";
        String peer = "bare queues";
        return List.of(
                new Row(
                        name(),
                        situation,
                        "batches-per-s",
                        bus.batchesPerSecond(),
                        "1/s",
                        queues.batchesPerSecond(),
                        peer),
                new Row(name(), situation, "allocated-bytes", bus.bytesPerBatch(), "B", queues.bytesPerBatch(), peer));
    }

    private static Result best(List<Result> results) {
        return results.stream()
                .reduce((a, b) -> a.batchesPerSecond() > b.batchesPerSecond() ? a : b)
                .orElseThrow();
    }

    private static Result camelBus() throws Exception {
        Counting counting = new Counting();
        try (RouteBoard bus = new RouteBoard(QUEUE, Clock.systemUTC())) {
            for (int i = 0; i < CONSUMERS; i++) {
                var refused = bus.add(new Listener("consumer-" + i, i, counting));
                if (refused.isPresent()) {
                    throw new IllegalStateException("the bus refused a consumer", refused.get());
                }
            }
            Result result = measure(bus::publish, counting);
            requireNothingDropped(bus);
            return result;
        }
    }

    private static void requireNothingDropped(EventBus bus) {
        if (bus.queues().stream().anyMatch(q -> q.dropped() > 0)) {
            throw new IllegalStateException(
                    "the bus dropped batches although its queues were not full: " + bus.queues());
        }
    }

    private static Result bareQueues() throws InterruptedException {
        Counting counting = new Counting();
        List<BlockingQueue<Event>> queues = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CONSUMERS; i++) {
            BlockingQueue<Event> queue = new ArrayBlockingQueue<>(QUEUE);
            queues.add(queue);
            int consumer = i;
            Thread thread = new Thread(() -> takeAll(queue, consumer, counting), "bare-" + i);
            thread.start();
            threads.add(thread);
        }
        try {
            return measure(event -> queues.forEach(queue -> queue.add(event)), counting);
        } finally {
            for (Thread thread : threads) {
                thread.interrupt();
                thread.join();
            }
        }
    }

    private static void takeAll(BlockingQueue<Event> queue, int consumer, Counting counting) {
        try {
            while (true) {
                counting.take(consumer, queue.take());
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static Result measure(Consumer<Event> publish, Counting counting) {
        Event event = new Event.ReadingsArrived(batch());
        publish(publish, event, counting, WARM_UP);
        long bytes = allocated();
        long start = System.nanoTime();
        publish(publish, event, counting, MEASURED);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Result(MEASURED / seconds, (double) (allocated() - bytes) / MEASURED);
    }

    /** Returns when every consumer has had every batch. */
    private static void publish(Consumer<Event> publish, Event event, Counting counting, int batches) {
        long deadline = System.nanoTime() + PATIENCE_S * 1_000_000_000L;
        long before = counting.least();
        for (int i = 0; i < batches; i++) {
            while (i - (counting.least() - before) >= QUEUE / 2) {
                pause(deadline);
            }
            publish.accept(event);
        }
        while (counting.least() - before < batches) {
            pause(deadline);
        }
    }

    private static void pause(long deadline) {
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException("the consumers did not get every batch within " + PATIENCE_S + " s");
        }
        LockSupport.parkNanos(10_000);
    }

    /** Returns how much all threads that live now have allocated so far. */
    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    private static ReadingBatch batch() {
        List<PointKey> keys = IntStream.range(0, POINTS)
                .mapToObj(i -> new PointKey(1, "quantity" + i, PointKey.INST))
                .toList();
        ReadingBatch.Builder batch = ReadingBatch.builder(new PointSchema("meter", keys), Instant.EPOCH, POINTS);
        for (int i = 0; i < POINTS; i++) {
            batch.add(i, i);
        }
        return batch.build();
    }

    /** Counts the batches that reach one consumer. */
    private record Listener(String id, int number, Counting counting) implements RouteContribution {

        @Override
        public Set<Topic> topics() {
            return Set.of(Topic.READINGS);
        }

        @Override
        public RouteBuilder routes(EventSources sources) {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from(sources.of(Topic.READINGS))
                            .process(exchange ->
                                    counting.take(number, exchange.getMessage().getBody(Event.class)));
                }
            };
        }
    }
}
