package io.karawatt.proto.snmp.internal.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;
import org.snmp4j.TransportMapping;
import org.snmp4j.TransportStateReference;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.transport.TransportListener;

/**
 * The UDP port of the agent. Opened, read and closed by one thread.
 *
 * <p>What the thread can't take in time waits in the system's buffer of {@link #BUFFER_BYTES}; what does not fit there
 * is dropped by the system, so that a flood costs no memory.
 */
final class Door implements TransportMapping<UdpAddress> {

    /** Bytes that wait in the system at most. */
    static final int BUFFER_BYTES = 256 * 1024;

    private final Selector selector;
    private final int mostBytes;
    private final ByteBuffer buffer;
    private @Nullable DatagramChannel channel;

    /**
     * Makes a door that is shut.
     *
     * @param selector woken by datagrams.
     * @param mostBytes longest datagram that is taken.
     */
    Door(Selector selector, int mostBytes) {
        this.selector = selector;
        this.mostBytes = mostBytes;
        this.buffer = ByteBuffer.allocateDirect(mostBytes + 1); // one more, so that a longer one is noticed
    }

    /** Takes a datagram. */
    interface Taker {

        /**
         * Takes a datagram.
         *
         * @param bytes all of it; null when it was too long.
         * @param from who sent it.
         */
        void take(byte @Nullable [] bytes, InetSocketAddress from);
    }

    /**
     * Opens the port.
     *
     * @param bind host name or address; empty for all.
     * @param port UDP port; 0 for any.
     * @return where it listens, as people write it.
     * @throws IOException when that fails.
     */
    String open(String bind, int port) throws IOException {
        InetSocketAddress address = bind.isEmpty() ? new InetSocketAddress(port) : new InetSocketAddress(bind, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException("the name '" + bind + "' is unknown");
        }
        DatagramChannel opened = DatagramChannel.open();
        try {
            opened.configureBlocking(false);
            opened.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER_BYTES);
            opened.bind(address);
            opened.register(selector, SelectionKey.OP_READ);
            channel = opened;
        } finally {
            if (channel != opened) {
                opened.close();
            }
        }
        InetSocketAddress local = (InetSocketAddress) opened.getLocalAddress();
        String where = local.getAddress().isAnyLocalAddress() ? "0.0.0.0:" + local.getPort() : text(local);
        return where + "/udp";
    }

    /** Tells whether it is open. */
    boolean isOpen() {
        return channel != null;
    }

    /**
     * Takes the next datagram.
     *
     * @param taker who takes it.
     * @return false when none is waiting.
     * @throws IOException when the port can't be read.
     */
    boolean receive(Taker taker) throws IOException {
        DatagramChannel now = channel;
        if (now == null) {
            return false;
        }
        buffer.clear();
        InetSocketAddress from = (InetSocketAddress) now.receive(buffer);
        if (from == null) {
            return false;
        }
        buffer.flip();
        if (buffer.remaining() > mostBytes) {
            taker.take(null, from);
        } else {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            taker.take(bytes, from);
        }
        return true;
    }

    @Override
    public void sendMessage(
            UdpAddress to, byte[] message, @Nullable TransportStateReference state, long timeout, int retries)
            throws IOException {
        DatagramChannel now = channel;
        if (now != null) {
            now.send(ByteBuffer.wrap(message), new InetSocketAddress(to.getInetAddress(), to.getPort()));
        }
    }

    @Override
    public void close() throws IOException {
        DatagramChannel now = channel;
        channel = null;
        if (now != null) {
            now.close();
        }
    }

    @Override
    public Class<? extends Address> getSupportedAddressClass() {
        return UdpAddress.class;
    }

    @Override
    public UdpAddress getListenAddress() {
        return new UdpAddress();
    }

    @Override
    public void addTransportListener(TransportListener listener) {
        throw new UnsupportedOperationException("datagrams go to the one who receives them");
    }

    @Override
    public void removeTransportListener(TransportListener listener) {
        throw new UnsupportedOperationException("datagrams go to the one who receives them");
    }

    @Override
    public void listen() {
        throw new UnsupportedOperationException("the agent opens its port itself");
    }

    @Override
    public boolean isListening() {
        return isOpen();
    }

    @Override
    public int getMaxInboundMessageSize() {
        return mostBytes;
    }

    /** Writes an address as {@code address:port}. */
    static String text(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        String host = ip.getHostAddress();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }

    /** Writes an address as {@code address:port}. */
    static String text(Address address) {
        return address instanceof UdpAddress udp
                ? text(new InetSocketAddress(udp.getInetAddress(), udp.getPort()))
                : String.valueOf(address);
    }
}
