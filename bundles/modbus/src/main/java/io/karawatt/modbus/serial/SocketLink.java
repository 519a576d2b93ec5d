package io.karawatt.modbus.serial;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A TCP connection used like a serial line: a stream of characters with deadlines. Both masters over TCP use it. */
public final class SocketLink implements SerialLink {

    private static final Logger LOG = LoggerFactory.getLogger(SocketLink.class);

    /** Socket reads can't be interrupted: look for an interrupt this often. */
    private static final int SLICE_MS = 200;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Timeline timeline = Timeline.SYSTEM;
    private final byte[] scrap = new byte[512];

    private SocketLink(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    /**
     * Opens a connection.
     *
     * @param host name or address of the server.
     * @param port TCP port, 1..65535.
     * @param timeout longest time to wait for the connection.
     * @return the open connection.
     * @throws IOException with host, port and cause, when there is no connection in time.
     */
    public static SocketLink connect(String host, int port, Duration timeout) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.connect(new InetSocketAddress(host, port), millis(timeout.toNanos()));
            return new SocketLink(socket);
        } catch (IOException e) {
            socket.close();
            throw new IOException("no connection to " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    @Override
    public long write(byte[] bytes, int offset, int length) throws IOException {
        out.write(bytes, offset, length);
        return timeline.nanos();
    }

    @Override
    public int read(byte[] buffer, int offset, int length, long deadline) throws IOException, InterruptedException {
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            socket.setSoTimeout(Math.min(millis(deadline - timeline.nanos()), SLICE_MS));
            int count = slice(buffer, offset, length);
            if (count > 0) {
                return count;
            }
            if (deadline - timeline.nanos() <= 0) {
                return 0;
            }
        }
    }

    private int slice(byte[] buffer, int offset, int length) throws IOException {
        try {
            int count = in.read(buffer, offset, length);
            if (count < 0) {
                throw new IOException("the server closed the connection");
            }
            return count;
        } catch (SocketTimeoutException e) {
            return 0;
        }
    }

    @Override
    public int discard() throws IOException {
        int total = 0;
        // a babbling peer must not hold the caller for ever
        while (in.available() > 0 && total < 16 * scrap.length) {
            total += slice(scrap, 0, Math.min(in.available(), scrap.length));
        }
        return total;
    }

    /** Rounded up: a time-out of 0 would mean for ever. */
    private static int millis(long nanos) {
        return (int) Math.min(Math.max(1, (nanos + 999_999) / 1_000_000), Integer.MAX_VALUE);
    }

    @Override
    public Timeline timeline() {
        return timeline;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("closing a connection failed: {}", e.getMessage());
        }
    }
}
