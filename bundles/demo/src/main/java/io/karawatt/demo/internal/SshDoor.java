package io.karawatt.demo.internal;

import io.karawatt.gateway.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The console over SSH, which belongs to the container: it announces its door to nobody, so it has to be tried.
 *
 * @param host where it is expected.
 * @param port where it is expected.
 */
record SshDoor(String host, int port) implements Endpoint {

    private static final int PATIENCE_MS = 500;
    private static final String GREETING = "SSH-2.0-";

    @Override
    public String name() {
        return "console";
    }

    @Override
    public String address() {
        return host + ":" + port;
    }

    /**
     * Tries the door.
     *
     * @return whether somebody greets as RFC 4253 §4.2 wants it.
     */
    boolean open() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PATIENCE_MS);
            socket.setSoTimeout(PATIENCE_MS);
            byte[] greeting = socket.getInputStream().readNBytes(GREETING.length());
            return GREETING.equals(new String(greeting, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            return false;
        }
    }
}
