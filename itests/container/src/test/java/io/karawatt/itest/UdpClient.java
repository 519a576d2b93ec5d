package io.karawatt.itest;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.Arrays;
import java.util.HexFormat;

/** Asks a face one question over UDP, in octets that its standard defines. */
final class UdpClient {

    /** Get of sysUpTime.0 by SNMP v2c with community publicV2, request id 1 (RFC 3416 §3, RFC 1901 §3). */
    static final byte[] SYS_UP_TIME =
            octets("3028 020101 0408 7075626C69635632 A019 020101 020100 020100 300E 300C 0608 2B06010201010300 0500");

    /**
     * ReadProperty of the object identifier of device 100, invoke id 1 (ASHRAE 135 clauses 6.2, 15.5, 20.1.2, J.2.11).
     */
    static final byte[] DEVICE_100 = octets("810A0011 0104 0005010C 0C02000064 194B");

    private static final int PATIENCE_MS = 2000;

    private final int port;

    UdpClient(int port) {
        this.port = port;
    }

    /** Returns the answer; empty when none comes. */
    byte[] ask(byte[] question) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.send(new DatagramPacket(question, question.length, InetAddress.getLoopbackAddress(), port));
            DatagramPacket answer = new DatagramPacket(new byte[1500], 1500);
            socket.receive(answer);
            return Arrays.copyOf(answer.getData(), answer.getLength());
        } catch (SocketTimeoutException | java.net.PortUnreachableException e) {
            return new byte[0];
        }
    }

    /** Whether nobody has the port. */
    boolean free() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(null)) {
            socket.setReuseAddress(false);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (BindException taken) {
            return false;
        }
    }

    private static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
