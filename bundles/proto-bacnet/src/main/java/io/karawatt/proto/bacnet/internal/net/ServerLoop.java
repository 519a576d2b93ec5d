package io.karawatt.proto.bacnet.internal.net;

import io.karawatt.event.Event;
import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread of the gateway: takes datagrams, does what others want done, looks after the clock. */
final class ServerLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(ServerLoop.class);
    private static final long TICK_MILLIS = 200;
    private static final Duration REFRESH = Duration.ofSeconds(30);

    private final Settings settings;
    private final BacnetServices services;
    private final ApplicationFactory factory;
    private final Opened opened;
    private final Selector selector;
    private final Ground ground;
    private final Door door;
    private @Nullable Stack stack;
    private long refreshed;
    private volatile boolean stopping;

    /** Told when the gateway is open; called on its thread. */
    interface Opened {

        /** It is open. */
        void opened(GatewayView view);

        /** It is not open any more; it may be opened again. */
        default void closed() {}
    }

    /**
     * Makes a server; {@link #run} opens it.
     *
     * @throws IOException when the system gives no selector.
     */
    ServerLoop(Settings settings, BacnetServices services, ApplicationFactory factory, Opened opened)
            throws IOException {
        this.settings = settings;
        this.services = services;
        this.factory = factory;
        this.opened = opened;
        this.selector = Selector.open();
        Moment moment = new Moment(services.clock(), services.monotonic());
        Counters counters = new Counters();
        Notices notices = new Notices(services.events(), moment, counters);
        Guard guard = new Guard(services.policy(), services.events(), moment, counters);
        Tasks tasks = new Tasks(selector::wakeup);
        this.ground = new Ground(settings.terms(), moment, new Timers(moment), tasks, notices, guard, counters);
        this.refreshed = moment.nanos();
        this.door = new Door(settings, notices, counters, selector);
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                guardedTurn();
            }
        } catch (IOException e) {
            LOG.error("the BACnet/IP gateway failed and is closed; restart bundle proto-bacnet", e);
        } finally {
            shut();
        }
    }

    /** The edge of the thread: a fault of one turn must not end the server. */
    private void guardedTurn() throws IOException {
        try {
            turn();
        } catch (RuntimeException e) {
            ground.notices().failed("a turn of the server", e);
        }
    }

    private void turn() throws IOException {
        long wait = ground.timers().untilNext(TICK_MILLIS);
        if (wait > 0) {
            selector.select(wait);
        } else {
            selector.selectNow();
        }
        selector.selectedKeys().clear();
        ground.moment().next();
        Stack now = stack;
        if (now == null) {
            open();
        } else {
            drain(now);
        }
        ground.tasks().run();
        ground.timers().run();
    }

    private void drain(Stack now) {
        try {
            door.drain(now::received);
            if (ground.moment().nanos() - refreshed >= REFRESH.toNanos()) {
                refreshed = ground.moment().nanos();
                door.refresh();
            }
        } catch (IOException e) {
            opened.closed();
            closeStack();
            door.shut(ground.moment().nanos());
            String text = "the UDP socket failed: " + e.getMessage() + "; opening it again in "
                    + Door.LONGEST_PAUSE.toSeconds() + " s";
            ground.notices().trouble(Door.TROUBLE, Event.Severity.ERROR, text);
        }
    }

    private void open() {
        if (!door.open(ground.moment().nanos())) {
            return;
        }
        try {
            Stack made = new Stack(settings, services, factory, door, ground);
            stack = made;
            made.start();
            opened.opened(new GatewayView(door, made, ground, settings));
        } catch (RuntimeException e) {
            closeStack();
            door.shut(ground.moment().nanos());
            String text = "the objects could not be set up: " + e.getMessage() + "; see the log; trying again in "
                    + Door.LONGEST_PAUSE.toSeconds() + " s";
            ground.notices().failed("setting up the objects", e);
            ground.notices().trouble("objects", Event.Severity.ERROR, text);
        }
    }

    private void closeStack() {
        Stack last = stack;
        stack = null;
        if (last != null) {
            try {
                last.close();
            } catch (RuntimeException e) {
                LOG.warn("closing the objects failed", e);
            }
            ground.timers().clear(); // what is left is of nobody any more
        }
    }

    private void shut() {
        closeStack();
        door.close();
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("closing the selector: {}", e.getMessage());
        }
    }

    /** Ends {@link #run} soon; from any thread. */
    void stop() {
        stopping = true;
        selector.wakeup();
    }
}
