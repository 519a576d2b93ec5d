package io.karawatt.proto.modbus.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The listening socket: opens it, tries again with growing pauses when it can't, closes it. */
final class Door {

    /** First pause after a failure to open. */
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** Longest pause. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private static final int BACKLOG = 128;

    private final Plate plate;
    private final Framing framing;
    private final Notices notices;
    private final Selector selector;
    private @Nullable ServerSocketChannel channel;
    private @Nullable SelectionKey key;
    private Duration pause = FIRST_PAUSE;
    private long nextTry;
    private boolean tried;

    Door(Plate plate, Framing framing, Notices notices, Selector selector) {
        this.plate = plate;
        this.framing = framing;
        this.notices = notices;
        this.selector = selector;
    }

    /**
     * What stands at a door.
     *
     * @param name how operators know it.
     * @param bind host name or address to listen on; empty for all interfaces.
     * @param port TCP port; 0 for any free one.
     * @param portKey configuration key of the port.
     */
    record Plate(String name, String bind, int port, String portKey) {}

    /** What is spoken at this door. */
    Framing framing() {
        return framing;
    }

    /** Name of the door. */
    String name() {
        return plate.name();
    }

    /**
     * Opens the socket when it is closed and the pause is over.
     *
     * @param nanos monotonic time.
     * @return the address it listens on when it was opened by this call, else empty.
     */
    Optional<String> open(long nanos) {
        if (channel != null || (tried && nanos - nextTry < 0)) {
            return Optional.empty();
        }
        tried = true;
        try {
            return Optional.of(listen());
        } catch (IOException | UnresolvedAddressException | SecurityException e) {
            nextTry = nanos + pause.toNanos();
            complain(e);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
            return Optional.empty();
        }
    }

    private String listen() throws IOException {
        ServerSocketChannel opened = ServerSocketChannel.open();
        try {
            opened.configureBlocking(false);
            opened.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            opened.bind(address(), BACKLOG);
            key = opened.register(selector, SelectionKey.OP_ACCEPT, this);
            channel = opened;
        } finally {
            if (channel == null) {
                opened.close();
            }
        }
        pause = FIRST_PAUSE;
        InetSocketAddress local = (InetSocketAddress) opened.getLocalAddress();
        String where = local.getAddress().isAnyLocalAddress() ? "0.0.0.0:" + local.getPort() : text(local);
        notices.opened("listening on " + where);
        return where;
    }

    private InetSocketAddress address() {
        return plate.bind().isEmpty()
                ? new InetSocketAddress(plate.port())
                : new InetSocketAddress(plate.bind(), plate.port());
    }

    /** Tells the first failure and each new one loudly, repetitions quietly. */
    private void complain(Exception e) {
        String where = (plate.bind().isEmpty() ? "all interfaces" : plate.bind()) + ", port " + plate.port();
        String cause = e instanceof UnresolvedAddressException
                ? "the name '" + plate.bind() + "' is unknown"
                : String.valueOf(e.getMessage());
        String text = "can't listen on " + where + ": " + cause
                + "; end the program that holds the port or change 'bind' and '" + plate.portKey() + "' in etc/"
                + ModbusTcpServer.PID + ".cfg; trying again, at the latest every " + LONGEST_PAUSE.toSeconds() + " s";
        notices.shut(text);
    }

    /** Takes the next client from the queue of the system; null when there is none. */
    @Nullable
    SocketChannel accept() throws IOException {
        ServerSocketChannel now = channel;
        return now == null ? null : now.accept();
    }

    /** Stops or goes on with taking clients; stopped when the system has no more sockets to give. */
    void listenForClients(boolean on) {
        SelectionKey now = key;
        if (now != null && now.isValid()) {
            now.interestOps(on ? SelectionKey.OP_ACCEPT : 0);
        }
    }

    /** Closes the socket. */
    void close() {
        ServerSocketChannel now = channel;
        channel = null;
        if (now != null) {
            try {
                now.close();
            } catch (IOException e) {
                notices.warning("closing the listening socket: " + e.getMessage());
            }
            notices.info("closed");
        }
    }

    /** Writes an address as {@code address:port}. */
    static String text(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        String host = ip.getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
