package io.karawatt.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;

/**
 * The least a Modbus TCP server could do: one selector, one thread; each request of 12 bytes is answered by a frame of
 * the right size from an array, with the head copied. The peer that our server is measured beside.
 */
final class EchoServer implements AutoCloseable {

    private static final int REQUEST = 12;
    private static final int HEAD = 9;
    private static final int LONGEST = 259;

    private final Selector selector;
    private final ServerSocketChannel door;
    private final Thread thread;
    private final byte[] frame = new byte[LONGEST];
    private volatile boolean stopping;

    EchoServer() throws IOException {
        selector = Selector.open();
        door = ServerSocketChannel.open();
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        door.configureBlocking(false);
        door.register(selector, SelectionKey.OP_ACCEPT);
        thread = new Thread(this::run, "bench-echo");
        thread.setDaemon(true);
        thread.start();
    }

    /** Input and output of a connection. */
    private record Buffers(ByteBuffer in, ByteBuffer out) {}

    int port() {
        return door.socket().getLocalPort();
    }

    private void run() {
        try {
            while (!stopping) {
                selector.select();
                Set<SelectionKey> ready = selector.selectedKeys();
                for (SelectionKey key : ready) {
                    if (key.attachment() instanceof Buffers buffers) {
                        serve(key, (SocketChannel) key.channel(), buffers);
                    } else {
                        accept();
                    }
                }
                ready.clear();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void accept() throws IOException {
        SocketChannel channel = door.accept();
        if (channel != null) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(
                    selector,
                    SelectionKey.OP_READ,
                    new Buffers(ByteBuffer.allocateDirect(2048), ByteBuffer.allocateDirect(8192)));
        }
    }

    private void serve(SelectionKey key, SocketChannel channel, Buffers buffers) throws IOException {
        ByteBuffer in = buffers.in();
        ByteBuffer out = buffers.out();
        try {
            if (channel.read(in) < 0) {
                key.cancel();
                channel.close();
                return;
            }
            in.flip();
            while (in.remaining() >= REQUEST && out.remaining() >= LONGEST) {
                int start = in.position();
                int registers = in.getShort(start + 10);
                int at = out.position();
                out.put(frame, 0, HEAD + 2 * registers);
                out.putLong(at, in.getLong(start));
                out.putShort(at + 4, (short) (3 + 2 * registers));
                out.put(at + 8, (byte) (2 * registers));
                in.position(start + REQUEST);
            }
            in.compact();
            out.flip();
            channel.write(out);
            out.compact();
        } catch (java.net.SocketException e) {
            key.cancel();
            channel.close();
        }
    }

    @Override
    public void close() throws IOException {
        stopping = true;
        selector.wakeup();
        try {
            thread.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
