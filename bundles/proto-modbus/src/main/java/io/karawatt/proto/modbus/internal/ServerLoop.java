package io.karawatt.proto.modbus.internal;

import io.karawatt.gateway.Endpoint;
import io.karawatt.gateway.Face;
import io.karawatt.modbus.frame.ParsedRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
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

    /** Told when a door is open; called on the server's thread. */
    interface Opened {

        /** The main door is open: the face itself; or another one: an end point only. */
        void opened(Endpoint door);
    }

    /** A door beside the main one. */
    private record SideDoor(String name, String address) implements Endpoint {}

    private final Settings settings;
    private final Opened opened;
    private final Selector selector;
    private final List<Door> doors = new ArrayList<>(2);
    private final Kernel kernel;
    private final Round round;
    private final Counters counters = Counters.tcp();
    private final Queue<Connection> clients = new ConcurrentLinkedQueue<>();
    private final Deque<Connection.Buffers> spare = new ArrayDeque<>();
    private final Set<Connection> touched = new LinkedHashSet<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Throttle fullLog = new Throttle(Notices.LOG_PERIOD);
    private final Throttle brokenLog = new Throttle(Notices.LOG_PERIOD);
    private int connected;
    private long lastTick;
    private volatile boolean stopping;
    private volatile String address = "";

    /**
     * Makes a server; {@link #run} opens it.
     *
     * @throws IOException when the system gives no selector.
     */
    ServerLoop(Settings settings, GatewayServices services, Opened opened) throws IOException {
        this.settings = settings;
        this.opened = opened;
        Terms terms = new Terms(
                Settings.FACE,
                services.identity()::address,
                settings.freshness(),
                settings.patience(),
                settings.limits().busRequests());
        this.kernel = new Kernel(services, terms, counters, this::wake);
        this.round = kernel.round();
        this.lastTick = round.nanos() - TICK_MILLIS * 1_000_000;
        this.selector = Selector.open();
        Door.Plate main = new Door.Plate(Settings.FACE, settings.bind(), settings.port(), "port");
        doors.add(new Door(main, new MbapFraming(), kernel.notices(), selector));
        if (settings.rtu()) {
            Door.Plate side = new Door.Plate(Settings.RTU_DOOR, settings.bind(), settings.rtuPort(), "rtu.port");
            Notices own = new Notices(Settings.RTU_DOOR, services.events(), round, counters);
            doors.add(new Door(side, new RtuFraming(), own, selector));
        }
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
            kernel.notices().failed("a turn of the server", e);
        }
    }

    private void turn() throws IOException {
        selector.select(TICK_MILLIS);
        woken.set(false);
        kernel.turn();
        Set<SelectionKey> ready = selector.selectedKeys();
        for (SelectionKey key : ready) {
            if (key.attachment() instanceof Connection client) {
                serve(client, key);
            } else if (key.attachment() instanceof Door door) {
                acceptAll(door);
            }
        }
        ready.clear();
        kernel.land();
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
            kernel.notices().failed("serving " + client.traffic().from(), e);
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

    private void acceptAll(Door door) {
        try {
            for (SocketChannel channel = door.accept(); channel != null; channel = door.accept()) {
                if (connected >= settings.limits().connections()) {
                    turnAway(channel);
                } else {
                    welcome(channel, door.framing());
                }
            }
        } catch (IOException e) {
            LOG.warn("can't take a client in, trying again: {}", e.getMessage());
            door.listenForClients(false);
        }
    }

    private void welcome(SocketChannel channel, Framing framing) throws IOException {
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
                    new Connection.Entrance(framing, new Traffic(from, round.wall())),
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
            kernel.notices().warning(text);
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
    public void request(Connection from, Tag tag, ParsedRequest request) {
        kernel.request(from, tag, request);
    }

    @Override
    public void ready(Connection to) {
        touched.add(to);
    }

    @Override
    public void broken(Connection from, String fault) {
        counters.add(Counters.Kind.BROKEN);
        if (brokenLog.allows(round.nanos())) {
            LOG.warn("{} sent {}, closed", from.traffic().from(), fault);
        }
        from.close();
    }

    @Override
    public long nanos() {
        return round.nanos();
    }

    private void tick() {
        doors.forEach(this::open);
        kernel.tick();
        resume();
        for (Connection client : clients) {
            inspect(client);
        }
        kernel.notices().released(fullLog, "clients turned away because all connections are in use");
        kernel.notices().released(brokenLog, "connections closed that did not speak Modbus");
    }

    private void open(Door door) {
        door.listenForClients(true);
        door.open(round.nanos()).ifPresent(where -> {
            if (door.name().equals(Settings.FACE)) {
                address = where;
                opened.opened(this);
            } else {
                opened.opened(new SideDoor(door.name(), where));
            }
        });
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

    private void release(Connection client) {
        if (!client.isOpen() && clients.remove(client)) {
            connected--;
            client.buffers().clear();
            spare.push(client.buffers());
        }
    }

    private void shut() {
        doors.forEach(Door::close);
        for (Connection client : clients) {
            client.close();
        }
        clients.clear();
        kernel.close();
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
        return Settings.FACE;
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
