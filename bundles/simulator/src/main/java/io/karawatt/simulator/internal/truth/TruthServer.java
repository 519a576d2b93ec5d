package io.karawatt.simulator.internal.truth;

import io.karawatt.gateway.Endpoint;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The simulated meters as Modbus TCP slaves by unit id; one thread for all connections.
 *
 * <p>At most 16 connections: one more is closed at once. A connection without a request for a minute is closed, and so
 * is one whose bytes are no Modbus TCP (Modbus Messaging on TCP/IP V1.0b §3.1.3).
 */
public final class TruthServer implements Endpoint, Closeable {

    /** Most connections at once. */
    public static final int MAX_CONNECTIONS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(TruthServer.class);
    private static final long IDLE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long LOOK_MS = 1000;
    private static final long STOP_MS = 2000;

    private final Answerer answerer;
    private final ServerSocketChannel server;
    private final Selector selector;
    private final String address;
    private final Thread thread;
    private volatile boolean closing;

    /**
     * Opens the port and begins to answer.
     *
     * @param where address and port; port 0 takes a free one.
     * @param answerer who answers; called from the server's thread.
     * @throws IOException with address and way out when the port can't be opened.
     */
    public TruthServer(InetSocketAddress where, Answerer answerer) throws IOException {
        this.answerer = answerer;
        if (where.isUnresolved()) {
            throw new IOException("there is no address '" + where.getHostString() + "'; give one of this machine");
        }
        this.server = ServerSocketChannel.open();
        this.selector = Selector.open();
        try {
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.bind(where, MAX_CONNECTIONS);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            close(server);
            close(selector);
            throw new IOException(
                    "port " + where.getPort() + " on " + where.getHostString() + " can't be opened (" + e.getMessage()
                            + "); choose another or stop who has it",
                    e);
        }
        InetSocketAddress bound = (InetSocketAddress) server.getLocalAddress();
        this.address = bound.getAddress().getHostAddress() + ":" + bound.getPort();
        this.thread = new Thread(this::run, "simulator-truth");
        thread.start();
    }

    @Override
    public String name() {
        return "truth";
    }

    @Override
    public String address() {
        return address;
    }

    private void run() {
        try {
            while (!closing) {
                selector.select(LOOK_MS);
                for (SelectionKey key : selector.selectedKeys()) {
                    serve(key);
                }
                selector.selectedKeys().clear();
                closeIdle();
            }
        } catch (IOException e) {
            LOG.error("truth port {} stopped: {}", address, e.getMessage());
        } finally {
            selector.keys().forEach(key -> close(key.channel()));
            close(selector);
        }
    }

    private void serve(SelectionKey key) {
        try {
            if (key.isValid() && key.isAcceptable()) {
                accept();
            } else if (key.isValid() && key.attachment() instanceof TruthConnection connection) {
                connection.serve(key);
            }
        } catch (IOException e) {
            LOG.debug("connection ended: {}", e.getMessage());
            key.cancel();
            close(key.channel());
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = server.accept();
        if (channel == null) {
            return;
        }
        if (selector.keys().size() > MAX_CONNECTIONS) {
            close(channel);
            return;
        }
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, new TruthConnection(channel, answerer, System.nanoTime()));
        } catch (IOException e) {
            LOG.debug("connection ended before it began: {}", e.getMessage());
            close(channel);
        }
    }

    private void closeIdle() {
        long now = System.nanoTime();
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof TruthConnection connection && connection.idle(now) > IDLE_NANOS) {
                key.cancel();
                close(key.channel());
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        try {
            thread.join(STOP_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Closeable one) {
        try {
            one.close();
        } catch (IOException e) {
            LOG.debug("close failed: {}", e.getMessage());
        }
    }
}
