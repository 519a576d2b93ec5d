package io.karawatt.routes.internal;

import static io.karawatt.routes.internal.Collecting.line;
import static io.karawatt.routes.internal.Collecting.notice;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.event.Event;
import io.karawatt.event.QueueState;
import io.karawatt.event.Topic;
import io.karawatt.routes.EventSources;
import io.karawatt.routes.RouteContribution;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Service;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class RouteBoardTest {

    private static final int CAPACITY = 10;

    private CamelHost camel;
    private RouteBoard board;

    @BeforeEach
    void open() throws Exception {
        camel = new CamelHost();
        board = new RouteBoard(camel, CAPACITY, InstantSource.fixed(Collecting.NOON));
    }

    @AfterEach
    void close() {
        board.close();
    }

    @Test
    void aContributorGetsTheEventsOfItsTopicsAndNoOthers() throws Exception {
        Collecting alarms = new Collecting("alarms", Topic.BUS);
        Collecting journal = new Collecting("journal", Topic.BUS, Topic.SYSTEM);
        board.add(alarms);
        board.add(journal);

        board.publish(notice(1));
        assertEquals(notice(1), journal.next());
        board.publish(line("rs485"));

        assertEquals(line("rs485"), alarms.next());
        assertEquals(line("rs485"), journal.next());
    }

    @Test
    void whoOnlyWantsToBeToldGetsEachEventOfItsTopicsOnce() throws Exception {
        BlockingQueue<Event> told = new LinkedBlockingQueue<>();
        board.add(new RouteContribution() {
            @Override
            public String id() {
                return "listener";
            }

            @Override
            public Set<Topic> topics() {
                return Set.of(Topic.BUS, Topic.SYSTEM);
            }

            @Override
            public RouteBuilder routes(EventSources sources) {
                return sources.tell("hear", told::add);
            }
        });

        board.publish(notice(1));
        assertEquals(notice(1), told.poll(10, TimeUnit.SECONDS));
        board.publish(line("rs485"));
        assertEquals(line("rs485"), told.poll(10, TimeUnit.SECONDS));
        assertTrue(told.isEmpty());
    }

    // The promise of the architecture: a bundle is stopped, started and updated while the rest runs.
    @Test
    void stoppingAndUpdatingOneContributorLosesAndRepeatsNothingAtAnother() throws Exception {
        Semaphore room = new Semaphore(CAPACITY - 1);
        Collecting steady = new Collecting("steady", e -> room.release(), Topic.SYSTEM);
        board.add(steady);
        AtomicBoolean enough = new AtomicBoolean();
        AtomicInteger published = new AtomicInteger();
        Thread publisher = new Thread(() -> {
            while (!enough.get()) {
                room.acquireUninterruptibly();
                board.publish(notice(published.getAndIncrement()));
            }
        });
        publisher.start();

        for (int i = 0; i < 4; i++) {
            Collecting other = new Collecting("other", Topic.SYSTEM);
            board.add(other);
            other.next();
            board.remove(other);
        }
        enough.set(true);
        publisher.join();

        for (int i = 0; i < published.get(); i++) {
            assertEquals(notice(i), steady.next());
        }
        assertTrue(steady.empty());
        assertEquals(0, board.queues().get(0).dropped());
    }

    @Test
    void aFullQueueIsCountedAndHoldsNeitherThePublisherNorAnotherConsumer() throws Exception {
        CountDownLatch taken = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Collecting stuck = new Collecting(
                "stuck",
                e -> {
                    taken.countDown();
                    assertTrue(release.await(20, TimeUnit.SECONDS));
                },
                Topic.SYSTEM);
        Collecting quick = new Collecting("quick", Topic.SYSTEM);
        board.add(stuck);
        board.add(quick);

        board.publish(notice(0));
        assertTrue(taken.await(10, TimeUnit.SECONDS));
        assertEquals(notice(0), quick.next());
        for (int i = 1; i <= CAPACITY + 5; i++) {
            board.publish(notice(i));
            assertEquals(notice(i), quick.next());
        }

        assertEquals(
                List.of(
                        new QueueState("quick", Topic.SYSTEM, CAPACITY, 0, CAPACITY + 6, 0),
                        new QueueState("stuck", Topic.SYSTEM, CAPACITY, CAPACITY, CAPACITY + 1, 5)),
                board.queues());
        release.countDown();
    }

    // Camel's seda consumer thread would end on an Error that nobody caught.
    @Test
    void aRouteThatThrowsGoesOnWithTheNextEvent() throws Exception {
        AtomicInteger number = new AtomicInteger();
        Collecting moody = new Collecting("moody", e -> fail(number.getAndIncrement()), Topic.SYSTEM);
        board.add(moody);

        for (int i = 0; i < 3; i++) {
            board.publish(notice(i));
        }

        assertEquals(notice(2), moody.next());
    }

    @Test
    void addingAndRemovingLeavesNothingBehind() {
        int before = camel.size();

        for (int i = 0; i < 3; i++) {
            Collecting one = new Collecting("one", Topic.SYSTEM, Topic.BUS);
            board.add(one);
            board.remove(one);
        }

        assertEquals(before, camel.size());
        assertEquals(List.of(), board.queues());
    }

    @Test
    void aNewQueueSizeHoldsForTheContributorsThatRunAlready() throws Exception {
        Collecting one = new Collecting("one", Topic.SYSTEM);
        board.add(one);

        board.resize(77);
        board.publish(notice(7));

        assertEquals(notice(7), one.next());
        assertEquals(77, board.queues().get(0).capacity());
    }

    @Test
    void closingTakesTheLatestContributorOutFirst() {
        List<String> stopped = new CopyOnWriteArrayList<>();
        List<String> names = List.of("first", "second", "third");
        for (String name : names) {
            board.add(new Collecting(name, new Announcing(() -> stopped.add(name)), Topic.SYSTEM));
        }

        board.close();

        List<String> reversed = new ArrayList<>(names);
        java.util.Collections.reverse(reversed);
        // Camel stops a processor more than once.
        assertEquals(reversed, stopped.stream().distinct().toList());
        assertEquals(List.of(), board.queues());
    }

    @Test
    void publishingAfterTheEndIsNoError() {
        Event event = notice(1);
        board.add(new Collecting("one", Topic.SYSTEM));
        board.close();

        board.publish(event);

        assertEquals(List.of(), board.queues());
    }

    private static void fail(int number) {
        if (number == 0) {
            throw new IllegalStateException("the disk is full");
        }
        if (number == 1) {
            throw new NoClassDefFoundError("gone with its bundle");
        }
    }

    /** Tells when its route is stopped. */
    private record Announcing(Runnable onStop) implements Processor, Service {

        @Override
        public void process(Exchange exchange) {}

        @Override
        public void start() {}

        @Override
        public void stop() {
            onStop.run();
        }
    }
}
