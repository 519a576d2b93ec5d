package io.karawatt.proto.modbus.internal;

import io.karawatt.event.Event;
import io.karawatt.gateway.Face;
import io.karawatt.modbus.frame.Mbap;
import io.karawatt.modbus.pdu.ExceptionCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread of the server: takes clients in, reads, answers, writes, and looks after the clock. */
final class ServerLoop implements Runnable, Connection.Owner, Face {

    private static final Logger LOG = LoggerFactory.getLogger(ServerLoop.class);
    private static final long TICK_MILLIS = 100;
    private static final Duration LOG_PERIOD = Duration.ofHours(1);

    /** Told when the door is open; called on the server's thread. */
    interface Opened {

        /** The server listens now. */
        void opened(Face face);
    }

    private final Settings settings;
    private final Services services;
    private final Opened opened;
    private final Selector selector;
    private final Door door;
    private final Round round;
    private final Counters counters = new Counters();
    private final RouteTable routes;
    private final Freshness freshness;
    private final RefusalLog refusals;
    private final BusDesk bus;
    private final RequestDesk desk;
    private final Queue<Connection> clients = new ConcurrentLinkedQueue<>();
    private final Deque<Connection.Buffers> spare = new ArrayDeque<>();
    private final Set<Connection> touched = new LinkedHashSet<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Throttle fullLog = new Throttle(LOG_PERIOD);
    private final Throttle brokenLog = new Throttle(LOG_PERIOD);
    private final Throttle failureLog = new Throttle(LOG_PERIOD);
    private int connected;
    private long lastTick;
    private volatile boolean stopping;
    private volatile String address = "";

    /**
     * Makes a server; {@link #run} opens it.
     *
     * @throws IOException when the system gives no selector.
     */
    ServerLoop(Settings settings, Services services, Opened opened) throws IOException {
        this.settings = settings;
        this.services = services;
        this.opened = opened;
        this.round = new Round(services.clock(), services.monotonic());
        this.lastTick = round.nanos() - TICK_MILLIS * 1_000_000;
        this.freshness = new Freshness(settings.freshness(), round);
        this.routes = new RouteTable(services.topology(), services.identity(), freshness);
        this.refusals = new RefusalLog(services.events(), round);
        this.bus = new BusDesk(services.lines(), round, counters, settings, this::wake);
        this.desk = new RequestDesk(services, new RequestDesk.Parts(round, counters, routes, bus, refusals), settings);
        this.selector = Selector.open();
        this.door = new Door(settings, services, selector);
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                guardedTurn();
            }
        } catch (IOException e) {
            LOG.error("the Modbus TCP server failed and is closed; restart bundle proto-modbus", e);
        } finally {
            shut();
        }
    }

    /** The edge of the thread: a fault of one turn must not end the server. */
    private void guardedTurn() throws IOException {
        try {
            turn();
        } catch (RuntimeException e) {
            failed("a turn of the server", e);
        }
    }

    private void failed(String what, RuntimeException e) {
        counters.add(Counters.Kind.FAILURES);
        if (failureLog.allows(round.nanos())) {
            LOG.error("{} failed", what, e);
        }
    }

    private void turn() throws IOException {
        selector.select(TICK_MILLIS);
        woken.set(false);
        round.next();
        routes.refresh();
        Set<SelectionKey> ready = selector.selectedKeys();
        for (SelectionKey key : ready) {
            if (key.attachment() instanceof Connection client) {
                serve(client, key);
            } else {
                acceptAll();
            }
        }
        ready.clear();
        bus.land(touched);
        resume();
        if (round.nanos() - lastTick >= TICK_MILLIS * 1_000_000) {
            lastTick = round.nanos();
            tick();
        }
    }

    private void serve(Connection client, SelectionKey key) {
        try {
            if (key.isValid() && key.isReadable()) {
                client.readable();
            } else {
                client.work();
            }
        } catch (IOException e) {
            gone(client, e);
        } catch (RuntimeException e) {
            failed("serving " + client.traffic().from(), e);
            client.close();
        }
        release(client);
    }

    private static void gone(Connection client, IOException e) {
        LOG.debug("{} is gone: {}", client.traffic().from(), e.getMessage());
        client.close();
    }

    private void resume() {
        for (Connection client : touched) {
            if (client.isOpen()) {
                try {
                    client.work();
                } catch (IOException e) {
                    gone(client, e);
                }
                release(client);
            }
        }
        touched.clear();
    }

    private void acceptAll() {
        try {
            for (SocketChannel channel = door.accept(); channel != null; channel = door.accept()) {
                if (connected >= settings.limits().connections()) {
                    turnAway(channel);
                } else {
                    welcome(channel);
                }
            }
        } catch (IOException e) {
            LOG.warn("can't take a client in, trying again: {}", e.getMessage());
            door.listenForClients(false);
        }
    }

    private void welcome(SocketChannel channel) throws IOException {
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_KEEPALIVE, settings.keepAlive());
            String from = from(channel);
            Connection.Buffers buffers = spare.isEmpty() ? new Connection.Buffers() : spare.pop();
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            Connection client = new Connection(
                    key,
                    buffers,
                    this,
                    new Traffic(from, round.wall()),
                    settings.limits().pending());
            key.attach(client);
            clients.add(client);
            connected++;
            counters.add(Counters.Kind.CONNECTIONS);
            LOG.debug(
                    "{} connected, {} of {}", from, connected, settings.limits().connections());
        } catch (IOException e) {
            // The client left between connecting and being taken in.
            channel.close();
        }
    }

    private void turnAway(SocketChannel channel) throws IOException {
        counters.add(Counters.Kind.TURNED_AWAY);
        if (fullLog.allows(round.nanos())) {
            String text = "client " + from(channel) + " turned away: all "
                    + settings.limits().connections() + " connections are in use; close one, shorten 'idle.s' or raise"
                    + " 'max.connections' in etc/" + ModbusTcpServer.PID + ".cfg";
            LOG.warn("{}", text);
            notice(text);
        }
        channel.close();
    }

    private static String from(SocketChannel channel) {
        try {
            return channel.getRemoteAddress() instanceof InetSocketAddress remote ? Door.text(remote) : "unknown:0";
        } catch (IOException e) {
            return "unknown:0";
        }
    }

    @Override
    public void request(Connection from, Mbap header, ByteBuffer pdu) {
        int function = pdu.get(pdu.position()) & 0xFF;
        try {
            desk.request(from, header, pdu);
        } catch (RuntimeException e) {
            // The edge of a request: one that fails inside must not take the other clients along.
            failed("a request with function " + function + " to unit " + header.unit(), e);
            desk.refuse(from, header, function, ExceptionCode.DEVICE_FAILURE);
        }
    }

    @Override
    public void broken(Connection from, String fault) {
        counters.add(Counters.Kind.BROKEN);
        if (brokenLog.allows(round.nanos())) {
            LOG.warn("{} sent {}; that is no Modbus TCP, closed", from.traffic().from(), fault);
        }
        from.close();
    }

    @Override
    public long nanos() {
        return round.nanos();
    }

    private void tick() {
        door.listenForClients(true);
        door.open(round.nanos()).ifPresent(where -> {
            address = where;
            opened.opened(this);
        });
        bus.expire(touched);
        resume();
        freshness.follow(services.lines());
        refusals.tick();
        for (Connection client : clients) {
            inspect(client);
        }
        released(fullLog, "clients turned away because all connections are in use");
        released(brokenLog, "connections closed that did not speak Modbus TCP");
        released(failureLog, "requests failed inside the gateway");
    }

    private void inspect(Connection client) {
        Settings.Limits limits = settings.limits();
        if (client.cutFor(limits.frame().toNanos())) {
            drop(client, Counters.Kind.SLOW, "did not finish a frame");
        } else if (client.stalledFor(limits.stall().toNanos())) {
            drop(client, Counters.Kind.STALLED, "does not read its answers");
        } else if (!limits.idle().isZero() && client.idleFor(limits.idle().toNanos())) {
            drop(
                    client,
                    Counters.Kind.IDLE,
                    "asked nothing for " + limits.idle().toSeconds() + " s");
        }
    }

    private void drop(Connection client, Counters.Kind kind, String why) {
        counters.add(kind);
        LOG.debug("{} {}, closed", client.traffic().from(), why);
        client.close();
        release(client);
    }

    private void released(Throttle throttle, String what) {
        long held = throttle.released(round.nanos());
        if (held > 0) {
            String text = held + " more " + what + " within " + LOG_PERIOD.toMinutes() + " min";
            LOG.warn("{}", text);
            notice(text);
        }
    }

    private void notice(String text) {
        services.events().publish(new Event.GatewayNotice(Event.Severity.WARNING, WriteGate.FACE, text, round.wall()));
    }

    private void release(Connection client) {
        if (!client.isOpen() && clients.remove(client)) {
            connected--;
            client.buffers().clear();
            spare.push(client.buffers());
        }
    }

    private void shut() {
        door.close();
        for (Connection client : clients) {
            client.close();
        }
        clients.clear();
        refusals.close();
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("closing the selector: {}", e.getMessage());
        }
    }

    /** Makes the thread look around at once; from any thread. */
    void wake() {
        if (woken.compareAndSet(false, true)) {
            selector.wakeup();
        }
    }

    /** Ends {@link #run} soon; from any thread. */
    void stop() {
        stopping = true;
        selector.wakeup();
    }

    @Override
    public String name() {
        return WriteGate.FACE;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public List<Client> clients() {
        List<Client> all = new ArrayList<>();
        clients.forEach(client -> all.add(client.traffic().snapshot()));
        return List.copyOf(all);
    }

    @Override
    public Map<String, Long> counters() {
        return counters.snapshot();
    }
}
