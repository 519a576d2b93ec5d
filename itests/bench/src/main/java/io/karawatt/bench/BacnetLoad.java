/* SPDX-License-Identifier: GPL-3.0-only (uses BACnet4J through bundle proto-bacnet; docs/licences.md) */
package io.karawatt.bench;

import io.karawatt.proto.bacnet.internal.codec.ObjectIds;
import io.karawatt.proto.bacnet.internal.codec.Tags;
import io.karawatt.proto.bacnet.internal.net.Octets;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;

/** A client that keeps a number of requests under way on one socket. */
final class BacnetLoad implements AutoCloseable {

    /** Values of one ReadPropertyMultiple. */
    static final int VALUES = 90;

    private static final int OUTSTANDING = 32;
    private static final int LOSS_MILLIS = 500;
    private static final int READ_PROPERTY = 12;
    private static final int READ_PROPERTY_MULTIPLE = 14;
    private static final int PRESENT_VALUE = 85;
    private static final int COMPLEX_ACK = 3;
    private static final int MOST = 1500;

    private final DatagramChannel channel;
    private final DatagramSocket socket;
    private final InetSocketAddress server;
    private final int network;
    private final byte[] received = new byte[MOST];

    /** Talks to a device on a network behind the server, or to the server itself when the network is 0. */
    BacnetLoad(int port, int network) throws IOException {
        this.channel = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        this.socket = channel.socket();
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.network = network;
        socket.setSoTimeout(LOSS_MILLIS);
    }

    /** Returns the service request of a read of one value. */
    static byte[] readOne() {
        Octets out = new Octets(64, MOST);
        Tags.contextObjectId(out, 0, ObjectIds.of(0, 204));
        Tags.context(out, 1, PRESENT_VALUE);
        return out.toArray();
    }

    /** Returns the service request of a read of 90 values. */
    static byte[] readMany() {
        Octets out = new Octets(1024, MOST);
        for (int i = 0; i < VALUES; i++) {
            Tags.contextObjectId(out, 0, ObjectIds.of(0, instance(i)));
            Tags.open(out, 1);
            Tags.context(out, 0, PRESENT_VALUE);
            Tags.close(out, 1);
        }
        return out.toArray();
    }

    /** Instance of the object at a position: 15 quantities of each of six loads. */
    static int instance(int position) {
        return (1 + position / 15) * 100 + position % 15;
    }

    /** Reads for a while; returns the answers a second. */
    double perSecond(boolean many, int device, long millis) throws IOException {
        byte[] request = datagram(many ? READ_PROPERTY_MULTIPLE : READ_PROPERTY, many ? readMany() : readOne(), device);
        long begin = System.nanoTime();
        long answers = read(request, millis);
        return answers * 1e9 / (System.nanoTime() - begin);
    }

    /** Looks for answers without ever sleeping, so that the client has the least part in what is measured. */
    private long read(byte[] request, long millis) throws IOException {
        long end = System.nanoTime() + millis * 1_000_000L;
        long heard = System.nanoTime();
        ByteBuffer out = ByteBuffer.allocateDirect(request.length).put(request);
        ByteBuffer in = ByteBuffer.allocateDirect(MOST);
        long answers = 0;
        int under = 0;
        int invoke = 0;
        channel.configureBlocking(false);
        channel.connect(server); // so that the system need not look up the way for each datagram
        while (System.nanoTime() < end || under > 0) {
            while (under < OUTSTANDING && System.nanoTime() < end) {
                out.put(invokeAt(), (byte) invoke++).rewind();
                channel.write(out);
                under++;
            }
            in.clear();
            if (channel.read(in) > 0) {
                in.flip().get(received, 0, in.limit());
                requireAck(in.limit());
                under--;
                answers++;
                heard = System.nanoTime();
            } else if (System.nanoTime() - heard > LOSS_MILLIS * 1_000_000L) {
                under = 0;
                heard = System.nanoTime();
            } else {
                Thread.onSpinWait();
            }
        }
        channel.disconnect();
        channel.configureBlocking(true);
        return answers;
    }

    private int invokeAt() {
        return network == 0 ? 8 : 13;
    }

    /** Refuses everything but a Complex-ACK, whatever stands in its network header. */
    private void requireAck(int length) {
        int at = 5;
        int control = received[at++] & 0xff;
        if ((control & 0x20) != 0) {
            at += 3 + (received[at + 2] & 0xff);
        }
        if ((control & 0x08) != 0) {
            at += 3 + (received[at + 2] & 0xff);
        }
        at += (control & 0x20) != 0 ? 1 : 0;
        if (at >= length || (received[at] & 0xff) >> 4 != COMPLEX_ACK) {
            throw new IllegalStateException("the server answered something else than an acknowledgement");
        }
    }

    /** Wraps a service request: link layer, network layer, confirmed request with answers of up to 1476 octets. */
    byte[] datagram(int service, byte[] body, int device) {
        int header = network == 0 ? 10 : 15;
        Octets out = new Octets(MOST, MOST);
        out.u8(0x81).u8(0x0a).u16(header + body.length).u8(1);
        if (network == 0) {
            out.u8(0x04);
        } else {
            out.u8(0x24).u16(network).u8(1).u8(device).u8(255);
        }
        out.u8(0x00).u8(0x05).u8(0).u8(service).put(body);
        return out.toArray();
    }

    /** Sends a datagram as it is. */
    void send(byte[] datagram) throws IOException {
        socket.send(new DatagramPacket(datagram, datagram.length, server));
    }

    /** Waits for a datagram; returns its length, negative when none came. */
    int receive(byte[] into) throws IOException {
        DatagramPacket packet = new DatagramPacket(into, into.length);
        try {
            socket.receive(packet);
            return packet.getLength();
        } catch (SocketTimeoutException none) {
            return -1;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
