package io.karawatt.proto.bacnet.internal.net;

import io.karawatt.event.Event;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The UDP socket: opens it, tries again with growing pauses when it can't, takes datagrams in and out, closes it. Bound
 * to one address, a second socket listens for the broadcasts of that subnet, which the first does not get on Linux.
 */
final class Door implements Wire {

    /** First pause after a failure to open. */
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** Longest pause. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    /** What a socket that does not work is called among the troubles. */
    static final String TROUBLE = "socket";

    /** Datagrams taken from a socket before others have their turn. */
    private static final int TURN = 256;

    private static final int BUFFER = 1 << 18;
    private static final int KNOWN = 256;

    private final Settings settings;
    private final Notices notices;
    private final Counters counters;
    private final Selector selector;
    private final ByteBuffer in = ByteBuffer.allocateDirect(Bvll.LONGEST + 1);
    private final ByteBuffer out = ByteBuffer.allocateDirect(Bvll.LONGEST + Octets.HEADROOM);
    private final byte[] datagram = new byte[Bvll.LONGEST + 1];
    private final Map<Long, InetSocketAddress> known = new Recent();
    private @Nullable DatagramChannel channel;
    private @Nullable DatagramChannel listener;
    private @Nullable SocketAddress lastSender;
    private int lastIp;
    private int lastPort;
    private volatile Interfaces.Own own = new Interfaces.Own(0, 0);
    private int port;
    private Duration pause = FIRST_PAUSE;
    private long nextTry;
    private boolean tried;

    /** Takes datagrams. */
    interface Receiver {

        /** A datagram came; the array belongs to the door. */
        void received(int ip, int port, byte[] array, int offset, int length);
    }

    /** The latest addresses, so that none is made anew for each datagram. */
    private static final class Recent extends LinkedHashMap<Long, InetSocketAddress> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, InetSocketAddress> eldest) {
            return size() > KNOWN;
        }
    }

    Door(Settings settings, Notices notices, Counters counters, Selector selector) {
        this.settings = settings;
        this.notices = notices;
        this.counters = counters;
        this.selector = selector;
    }

    /** Whether it is open. */
    boolean isOpen() {
        return channel != null;
    }

    /**
     * Opens the socket when it is closed and the pause is over.
     *
     * @param nanos monotonic time.
     * @return whether it was opened by this call.
     */
    boolean open(long nanos) {
        if (channel != null || (tried && nanos - nextTry < 0)) {
            return false;
        }
        tried = true;
        try {
            listen();
            return true;
        } catch (IOException | IllegalArgumentException | SecurityException e) {
            nextTry = nanos + pause.toNanos();
            complain(e);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            return false;
        }
    }

    private void listen() throws IOException {
        own = Interfaces.find(settings.bind(), settings.broadcast());
        InetSocketAddress where = settings.bind().isEmpty()
                ? new InetSocketAddress(settings.port())
                : new InetSocketAddress(Interfaces.inet(own.ip()), settings.port());
        DatagramChannel opened = channel(where, false);
        channel = opened;
        port = ((InetSocketAddress) opened.getLocalAddress()).getPort();
        if (!settings.bind().isEmpty()
                && !Interfaces.isLoopback(own.ip())
                && Interfaces.isBroadcast(own.broadcast(), own.ip())) {
            listenForBroadcasts();
        }
        pause = FIRST_PAUSE;
        notices.mended(TROUBLE, "the port could be opened");
        notices.info("listening on " + address() + ", broadcasts go to "
                + BacnetAddress.local(own.broadcast(), port).text());
    }

    private void listenForBroadcasts() {
        try {
            listener = channel(new InetSocketAddress(Interfaces.inet(own.broadcast()), port), true);
        } catch (IOException e) {
            notices.trouble(
                    "broadcasts",
                    Event.Severity.WARNING,
                    "can't listen for broadcasts to "
                            + BacnetAddress.local(own.broadcast(), port).text() + ": "
                            + e.getMessage() + "; clients may not find the gateway: leave 'bind' empty in etc/"
                            + BacnetServer.PID + ".cfg");
        }
    }

    private DatagramChannel channel(InetSocketAddress where, boolean shared) throws IOException {
        DatagramChannel opened = DatagramChannel.open(StandardProtocolFamily.INET);
        boolean done = false;
        try {
            opened.configureBlocking(false);
            opened.setOption(StandardSocketOptions.SO_BROADCAST, true);
            opened.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
            if (shared) {
                opened.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            }
            opened.bind(where);
            opened.register(selector, SelectionKey.OP_READ);
            done = true;
            return opened;
        } finally {
            if (!done) {
                opened.close();
            }
        }
    }

    private void complain(Exception e) {
        String where =
                (settings.bind().isEmpty() ? "all interfaces" : settings.bind()) + ", UDP port " + settings.port();
        notices.trouble(
                TROUBLE,
                Event.Severity.ERROR,
                "can't listen on " + where + ": " + e.getMessage()
                        + "; end the program that holds the port or change 'bind' and 'port' in etc/"
                        + BacnetServer.PID + ".cfg; trying again, at the latest every " + LONGEST_PAUSE.toSeconds()
                        + " s");
    }

    /** Takes what came, up to a limit. */
    void drain(Receiver receiver) throws IOException {
        drain(channel, receiver);
        drain(listener, receiver);
    }

    private void drain(@Nullable DatagramChannel from, Receiver receiver) throws IOException {
        for (int i = 0; from != null && i < TURN; i++) {
            in.clear();
            SocketAddress sender = from.receive(in);
            if (sender == null) {
                return;
            }
            in.flip();
            int length = in.remaining();
            in.get(datagram, 0, length);
            if (sender != lastSender && sender instanceof InetSocketAddress peer) {
                lastSender = sender;
                lastIp = BacnetAddress.ip(peer.getAddress().getAddress());
                lastPort = peer.getPort();
            }
            receiver.received(lastIp, lastPort, datagram, 0, length);
        }
    }

    @Override
    public void send(byte[] array, int offset, int length, int ip, int toPort) {
        DatagramChannel through = channel;
        if (through == null) {
            return;
        }
        out.clear();
        out.put(array, offset, length).flip();
        try {
            boolean taken = through.send(out, target(ip, toPort)) == length;
            counters.add(taken ? Counters.Kind.SENT : Counters.Kind.SEND_FAILED);
        } catch (IOException e) {
            counters.add(Counters.Kind.SEND_FAILED);
        }
    }

    private SocketAddress target(int ip, int toPort) throws IOException {
        SocketAddress sender = lastSender;
        if (sender != null && ip == lastIp && toPort == lastPort) {
            return sender;
        }
        long key = ((ip & 0xffffffffL) << 16) | toPort;
        InetSocketAddress target = known.get(key);
        if (target == null) {
            target = new InetSocketAddress(Interfaces.inet(ip), toPort);
            known.put(key, target);
        }
        return target;
    }

    /** Looks again at the interfaces where none was told: addresses may have come or changed. */
    void refresh() {
        if (settings.bind().isEmpty()) {
            try {
                own = Interfaces.find("", settings.broadcast());
            } catch (IOException e) {
                notices.trouble("interfaces", Event.Severity.WARNING, "can't read the interfaces: " + e.getMessage());
            }
        }
    }

    @Override
    public int ip() {
        return own.ip();
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public int broadcast() {
        return own.broadcast();
    }

    /** Where it listens, for people. */
    String address() {
        return (settings.bind().isEmpty() ? "0.0.0.0" : settings.bind()) + ":" + port + "/udp";
    }

    /** Closes the sockets, to be opened again when the longest pause is over. */
    void shut(long nanos) {
        nextTry = nanos + LONGEST_PAUSE.toNanos();
        close();
    }

    /** Closes the sockets. */
    void close() {
        if (channel != null) {
            notices.info("closed");
        }
        close(channel);
        close(listener);
        channel = null;
        listener = null;
    }

    private void close(@Nullable DatagramChannel one) {
        if (one != null) {
            try {
                one.close();
            } catch (IOException e) {
                notices.trouble("close", Event.Severity.WARNING, "closing the UDP socket: " + e.getMessage());
            }
        }
    }
}
