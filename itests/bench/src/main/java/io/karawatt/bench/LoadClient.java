package io.karawatt.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Many Modbus TCP clients on one thread, each with one request under way; the same for every server measured. */
final class LoadClient implements AutoCloseable {

    private static final int LONGEST = 260;

    private final Selector selector = Selector.open();
    private final List<Link> links = new ArrayList<>();
    private final int answer;
    private int[] nanos = new int[1 << 16];
    private int count;
    private boolean recording;

    /**
     * Connects.
     *
     * @param port port on loopback.
     * @param connections how many clients.
     * @param registers how many registers each reads.
     * @throws IOException when the server does not take them.
     */
    LoadClient(int port, int connections, int registers) throws IOException {
        this.answer = 9 + 2 * registers;
        for (int i = 0; i < connections; i++) {
            SocketChannel channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            Link link = new Link(channel, ModbusTcpBenchmark.FIRST_UNIT + i % ModbusTcpBenchmark.DEVICES, registers);
            channel.register(selector, SelectionKey.OP_READ, link);
            links.add(link);
        }
    }

    /** One client. */
    private static final class Link {

        private final SocketChannel channel;
        private final ByteBuffer request = ByteBuffer.allocateDirect(12);
        private final ByteBuffer reply = ByteBuffer.allocateDirect(LONGEST);
        private short transaction;
        private long sent;

        Link(SocketChannel channel, int unit, int registers) {
            this.channel = channel;
            request.putShort((short) 0).putShort((short) 0).putShort((short) 6);
            request.put((byte) unit).put((byte) 3).putShort((short) 0).putShort((short) registers);
        }

        void ask() throws IOException {
            request.putShort(0, ++transaction).rewind();
            sent = System.nanoTime();
            if (channel.write(request) != 12) {
                throw new IOException("the socket does not take 12 bytes");
            }
        }
    }

    /**
     * What was measured.
     *
     * @param perSecond requests a second.
     * @param p50 half of the answers came within so many milliseconds.
     * @param p99 99 of 100 answers came within so many milliseconds.
     */
    record Figures(double perSecond, double p50, double p99) {}

    /** Asks as fast as answers come. */
    Figures run(long warmMillis, long millis) throws IOException {
        for (Link link : links) {
            link.ask();
        }
        recording = false;
        turnUntil(System.nanoTime() + warmMillis * 1_000_000);
        recording = true;
        count = 0;
        long begin = System.nanoTime();
        turnUntil(begin + millis * 1_000_000);
        long end = System.nanoTime();
        int[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        finish();
        return new Figures(sorted.length * 1e9 / (end - begin), at(sorted, 0.50), at(sorted, 0.99));
    }

    private static double at(int[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) (share * (sorted.length - 1))] / 1e6;
    }

    private void turnUntil(long end) throws IOException {
        while (System.nanoTime() < end) {
            if (selector.select(10_000) == 0) {
                throw new IOException("no answer within 10 s");
            }
            Set<SelectionKey> ready = selector.selectedKeys();
            for (SelectionKey key : ready) {
                receive((Link) key.attachment());
            }
            ready.clear();
        }
    }

    /** Takes the answers that are still under way, so that the next run begins with quiet links. */
    private void finish() throws IOException {
        recording = false;
        for (Link link : links) {
            link.channel.keyFor(selector).interestOps(0);
        }
        for (Link link : links) {
            while (link.reply.position() < answer && receiveSome(link)) {
                Thread.onSpinWait();
            }
            link.reply.clear();
            link.channel.keyFor(selector).interestOps(SelectionKey.OP_READ);
        }
    }

    private boolean receiveSome(Link link) throws IOException {
        if (link.channel.read(link.reply) < 0) {
            throw new EOFException("the server closed the connection");
        }
        return link.reply.position() < answer;
    }

    private void receive(Link link) throws IOException {
        if (receiveSome(link)) {
            return;
        }
        if (link.reply.position() != answer || link.reply.getShort(0) != link.transaction) {
            throw new IOException("wrong answer: " + link.reply.position() + " bytes where " + answer + " belong");
        }
        if (recording) {
            record(System.nanoTime() - link.sent);
        }
        link.reply.clear();
        link.ask();
    }

    private void record(long took) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * nanos.length);
        }
        nanos[count++] = (int) Math.min(took, Integer.MAX_VALUE);
    }

    @Override
    public void close() throws IOException {
        for (Link link : links) {
            link.channel.close();
        }
        selector.close();
    }
}
