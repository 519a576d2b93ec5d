package io.karawatt.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.util.List;

/** A manager that asks as fast as answers come; the same for every agent measured. Its requests are made before. */
final class SnmpLoad implements AutoCloseable {

    private static final int LONGEST = 65_507;
    private static final int SILENCE_MS = 500;
    private static final int MOST_SILENCES = 10;

    private final DatagramSocket socket;
    private final DatagramPacket answer = new DatagramPacket(new byte[LONGEST], LONGEST);

    SnmpLoad(int port) throws IOException {
        socket = new DatagramSocket();
        socket.connect(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(SILENCE_MS);
    }

    /**
     * Asks in turns, always with so many requests under way.
     *
     * @return answers in the time.
     */
    long answers(List<byte[]> requests, int underWay, long millis) throws IOException {
        long end = System.nanoTime() + millis * 1_000_000;
        int next = 0;
        for (int i = 0; i < underWay; i++) {
            send(requests.get(next++ % requests.size()));
        }
        long answers = 0;
        int silences = 0;
        while (System.nanoTime() < end) {
            if (received()) {
                answers++;
                send(requests.get(next++ % requests.size()));
            } else {
                // A datagram may be lost: the requests under way are sent anew.
                if (++silences > MOST_SILENCES) {
                    throw new IOException("the agent does not answer");
                }
                for (int i = 0; i < underWay; i++) {
                    send(requests.get(next++ % requests.size()));
                }
            }
        }
        for (int i = 0; i < underWay && received(); i++) {
            answer.setLength(LONGEST); // what is still under way must not be counted in the next turn
        }
        return answers;
    }

    /** Asks one after the other and returns the last octets of an answer each. */
    byte[] ask(byte[] request) throws IOException {
        for (int silences = 0; silences < MOST_SILENCES; silences++) {
            send(request);
            if (received()) {
                return java.util.Arrays.copyOf(answer.getData(), answer.getLength());
            }
        }
        throw new IOException("the agent does not answer");
    }

    private boolean received() throws IOException {
        answer.setLength(LONGEST);
        try {
            socket.receive(answer);
            return true;
        } catch (SocketTimeoutException silence) {
            return false;
        }
    }

    private void send(byte[] request) throws IOException {
        socket.send(new DatagramPacket(request, request.length));
    }

    @Override
    public void close() {
        socket.close();
    }
}
