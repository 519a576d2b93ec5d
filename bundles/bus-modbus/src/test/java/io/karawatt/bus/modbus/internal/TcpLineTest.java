package io.karawatt.bus.modbus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.line.LineConfig;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.util.converter.Converters;

@Timeout(60)
class TcpLineTest {

    private final Ears ears = new Ears();

    private TcpLine line(Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(Map.of("line", "lan", "host", "127.0.0.1"));
        all.putAll(more);
        TcpLineConfig config = Converters.standardConverter().convert(all).to(TcpLineConfig.class);
        LineConfig common = Converters.standardConverter().convert(config).to(LineConfig.class);
        TcpLine line = new TcpLine(config, common, (String) null);
        line.setSink(ears);
        line.setEvents(ears);
        return line;
    }

    private static BusRequest read() {
        return new BusRequest.Read(17, RegisterTable.HOLDING, 107, 3, Duration.ofSeconds(20));
    }

    /** Frames after Modbus Application Protocol V1.1b3 §6.3: registers 107..109 hold 022B, 0000 and 0064. */
    @Test
    void aServerThatClosesTheConnectionIsConnectedAgain() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            TcpLine line = line(Map.of("port", server.getLocalPort()));
            line.start();
            try (Socket first = server.accept()) {
                assertEquals("line lan is up", ears.next());
                answerOne(first, line);
            }
            try (Socket second = acceptAfterRequest(server, line)) {
                answerOne(second, line);
            }
            line.stop();
        }
    }

    /** A loss within the first second counts as a line that is down; either way it comes back by itself. */
    private static Socket acceptAfterRequest(ServerSocket server, TcpLine line) throws Exception {
        line.submit(read()).get(20, TimeUnit.SECONDS);
        return server.accept();
    }

    private static void answerOne(Socket socket, TcpLine line) throws Exception {
        var reply = line.submit(read());
        byte[] request = socket.getInputStream().readNBytes(12);
        assertEquals("0000000611" + "03006B0003", hex(request).substring(4));
        byte[] answer = HexFormat.of().parseHex("0000" + "0000000911" + "0306022B00000064");
        answer[0] = request[0];
        answer[1] = request[1];
        socket.getOutputStream().write(answer);
        BusReply.Data data = (BusReply.Data) reply.get(20, TimeUnit.SECONDS);
        assertEquals(Registers.of(0x022B, 0, 0x64), data.registers());
    }

    /**
     * The question and answer of Modbus Application Protocol V1.1b3 §6.3 in RTU frames (Modbus over Serial Line V1.02
     * §2.5.1): unit 17, checksums 8776 and BAC8, low byte first. The answer comes in two packets.
     */
    @Test
    void rtuFramesTravelOverTcp() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            TcpLine line = line(Map.of("port", server.getLocalPort(), "framing", "rtu"));
            line.start();
            try (Socket socket = server.accept()) {
                assertEquals("line lan is up", ears.next());
                assertEquals("rtu-over-tcp", line.status().kind());
                socket.setTcpNoDelay(true);
                for (int round = 0; round < 2; round++) {
                    var reply = line.submit(read());
                    assertEquals("1103006B00037687", hex(socket.getInputStream().readNBytes(8)));
                    socket.getOutputStream().write(HexFormat.of().parseHex("110306022B"));
                    socket.getOutputStream().write(HexFormat.of().parseHex("00000064C8BA"));
                    BusReply.Data data = (BusReply.Data) reply.get(20, TimeUnit.SECONDS);
                    assertEquals(Registers.of(0x022B, 0, 0x64), data.registers());
                }
            }
            line.stop();
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(Arrays.copyOf(bytes, bytes.length));
    }

    @Test
    void aServerThatIsNotThereIsTold() throws IOException, InterruptedException {
        int free;
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            free = server.getLocalPort();
        }
        TcpLine line = line(Map.of("port", free));
        line.start();
        String told = ears.next();
        assertTrue(told.startsWith("line lan is down: no connection to 127.0.0.1:" + free), told);
        line.stop();
        assertEquals("modbus-tcp", line.status().kind());
    }

    @Test
    void wrongSettingsAreRefused() {
        String host = assertThrows(IllegalArgumentException.class, () -> line(Map.of("host", " ")))
                .getMessage();
        assertEquals("host is empty: write the name or address of the meter or gateway", host);
        String port = assertThrows(IllegalArgumentException.class, () -> line(Map.of("port", 0)))
                .getMessage();
        assertEquals("port 0 is outside 1..65535", port);
        String framing = assertThrows(IllegalArgumentException.class, () -> line(Map.of("framing", "ascii")))
                .getMessage();
        assertEquals("framing 'ascii' is unknown: write tcp for Modbus TCP or rtu for RTU frames over TCP", framing);
    }
}
