package io.karawatt.proto.modbus.internal;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.HexFormat;

/** A client that sends and receives bytes written as hex, and knows nothing of Modbus but the length field. */
final class RawClient implements AutoCloseable {

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private final Socket socket;
    private final DataInputStream in;

    RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    Socket socket() {
        return socket;
    }

    void send(String hex) throws IOException {
        socket.getOutputStream().write(HEX.parseHex(hex));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Receives one whole frame. */
    String receive() throws IOException {
        byte[] head = new byte[6];
        in.readFully(head);
        byte[] rest = new byte[((head[4] & 0xFF) << 8) | (head[5] & 0xFF)];
        in.readFully(rest);
        return HEX.formatHex(head) + " " + HEX.formatHex(rest);
    }

    /** Receives so many bytes. */
    String receive(int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        return HEX.formatHex(bytes);
    }

    String ask(String hex) throws IOException {
        send(hex);
        return receive();
    }

    /** Tells whether the server closes the connection without a further byte. */
    boolean closedByServer() throws IOException {
        try {
            return in.read() < 0;
        } catch (EOFException | SocketException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
