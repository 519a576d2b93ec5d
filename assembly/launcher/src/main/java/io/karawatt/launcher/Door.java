package io.karawatt.launcher;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A port that the gateway is going to open.
 *
 * @param name name of the endpoint, for example {@code modbus-tcp}.
 * @param host address it will listen on.
 * @param port 1..65535.
 * @param udp whether it is a UDP port.
 */
record Door(String name, String host, int port, boolean udp) {

    /**
     * Reads a list of doors.
     *
     * @param text {@code NAME=HOST:PORT} or {@code NAME=HOST:PORT/udp}, separated by commas; may be empty.
     * @return the doors in the order given.
     * @throws IllegalArgumentException when an entry has another form.
     */
    static List<Door> parseAll(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::trim)
                .filter(entry -> !entry.isEmpty())
                .map(Door::parse)
                .toList();
    }

    private static Door parse(String entry) {
        boolean udp = entry.endsWith("/udp");
        String plain = udp ? entry.substring(0, entry.length() - 4) : entry;
        int equals = plain.indexOf('=');
        int colon = plain.lastIndexOf(':');
        if (equals < 1 || colon < equals + 2) {
            throw new IllegalArgumentException("'" + entry + "' is not a port: write NAME=HOST:PORT");
        }
        try {
            int port = Integer.parseInt(plain.substring(colon + 1));
            return new Door(plain.substring(0, equals), plain.substring(equals + 1, colon), port, udp);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + entry + "' has no port number after the last ':'", e);
        }
    }

    /**
     * Tries whether the door can be opened, and closes it again.
     *
     * @return why it can't, in plain words; empty when it can.
     */
    Optional<String> obstacle() {
        try {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(host), port);
            if (udp) {
                new DatagramSocket(address).close();
            } else {
                tryToListen(address);
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("port " + port + (udp ? "/udp" : "") + " for " + name + " on " + host
                    + " can't be opened (" + e.getMessage() + "): stop the program that uses it, "
                    + "or choose other ports or another address");
        }
    }

    private static void tryToListen(InetSocketAddress address) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            // As the servers do it: a port whose last connections are still fading away is free.
            socket.setReuseAddress(true);
            socket.bind(address);
        }
    }
}
