package io.karawatt.simulator.internal.truth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Registers;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TruthServerTest {

    private TruthServer server;
    private final List<Socket> sockets = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        server = new TruthServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                (unit, request) -> unit == 5
                        ? Optional.of(new Response.ReadRegisters(3, Registers.of(0x0102)))
                        : Optional.empty());
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    private Socket connect() throws IOException {
        String[] parts = server.address().split(":", 2);
        Socket socket = new Socket(parts[0], Integer.parseInt(parts[1]));
        socket.setSoTimeout(5000);
        sockets.add(socket);
        return socket;
    }

    private static void send(Socket socket, String hex) throws IOException {
        socket.getOutputStream().write(HexFormat.of().parseHex(hex));
    }

    private static byte[] read(Socket socket, int count) throws IOException {
        InputStream in = socket.getInputStream();
        return in.readNBytes(count);
    }

    /** Golden bytes after Modbus Messaging on TCP/IP V1.0b §3.1.3 and Application Protocol V1.1b3 §6.3. */
    @Test
    void itAnswersByUnitIdAndRepeatsTheTransaction() throws Exception {
        Socket socket = connect();
        send(socket, "abcd 0000 0006 05 03 0000 0001".replace(" ", ""));

        assertArrayEquals(HexFormat.of().parseHex("abcd00000005050302" + "0102"), read(socket, 11));
    }

    @Test
    void anUnknownUnitIsAnsweredWithGatewayTargetSilent() throws Exception {
        Socket socket = connect();
        send(socket, "000100000006" + "09" + "0300000001");

        assertArrayEquals(HexFormat.of().parseHex("000100000003" + "09" + "830b"), read(socket, 9));
    }

    @Test
    void requestsInOneLumpAndInPiecesAreAllAnswered() throws Exception {
        Socket socket = connect();
        String one = "000100000006050300000001";
        send(socket, one.repeat(100) + one.substring(0, 6));
        assertEquals(1100, read(socket, 1100).length);
        send(socket, one.substring(6));
        assertEquals(11, read(socket, 11).length);
    }

    @Test
    void bytesThatAreNoModbusTcpEndTheConnectionAndNoOther() throws Exception {
        Socket good = connect();
        Socket bad = connect();
        send(bad, "474554202f20485454502f312e310d0a");

        assertEquals(-1, bad.getInputStream().read());
        send(good, "000100000006050300000001");
        assertEquals(11, read(good, 11).length);
    }

    @Test
    void theSeventeenthConnectionIsClosedAndTheOthersLive() throws Exception {
        for (int i = 0; i < TruthServer.MAX_CONNECTIONS; i++) {
            connect();
            send(sockets.get(i), "000100000006050300000001");
            assertEquals(11, read(sockets.get(i), 11).length);
        }
        assertEquals(-1, connect().getInputStream().read());

        send(sockets.get(0), "000100000006050300000001");
        assertEquals(11, read(sockets.get(0), 11).length);
    }
}
