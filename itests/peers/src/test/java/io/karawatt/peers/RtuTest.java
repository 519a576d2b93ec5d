package io.karawatt.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway on RS485 lines with programs that others wrote: as master of their slaves, as slave of their master. */
class RtuTest {

    private static final List<Integer> SOCO = List.of(0x53, 0x4F, 0x43, 0x4F);

    @TempDir
    private static Path data;

    @TempDir
    private static Path devices;

    private static Demo demo;

    @BeforeAll
    static void startTheDemo() throws IOException, InterruptedException {
        demo = Demo.start(data);
    }

    @AfterAll
    static void stopTheDemo() {
        demo.close();
    }

    // Port 0 is the master's. The slave on pymodbus has port 1 and hears the master only: without the silences of the
    // wire it takes the answers of others for requests. The one on libmodbus has port 2, two simulated meters port 3.
    @Test
    void slavesOfOtherMakersAreFoundAndReadBesideSimulatedOnes() throws IOException, InterruptedException {
        Path profiles = Files.createDirectories(data.resolve("data").resolve("profiles"));
        Files.copy(Script.file("peer.profile.yaml"), profiles.resolve("peer.profile.yaml"));
        try (Program hub = Script.start("rs485.py", devices, 4, 19_200, 1);
                Program pymodbus = Script.start("slave.py", devices.resolve("port1"));
                Program libmodbus = Script.start("libmodbus_slave.py", devices.resolve("port2"));
                Program simulated = simulate(devices.resolve("port3"))) {
            demo.run("config:edit --factory --alias hub io.karawatt.bus.modbus.serial; "
                    + "config:property-set line hub; "
                    + "config:property-set port " + devices.resolve("port0") + "; "
                    + "config:property-set baud 19200; "
                    + "config:update");
            demo.until("bus:lines", "hub");

            String found = search();
            assertRow(found, "40", "unknown", "");
            assertRow(found, "41", "unknown", "");
            assertRow(found, "50", "added|known", "B-30 RS485");
            assertRow(found, "51", "added|known", "E44");

            demo.until("profile:list", "PEER-1");
            demo.run("device:add pymodbus PEER-1 hub 40 --load 1=1P+N-1CT:Bench");
            demo.run("device:add libmodbus PEER-1 hub 41 --load 1=1P+N-1CT:Bench");
            demo.until("point:read pymodbus/1/voltageV1", "230.5");
            demo.until("point:read pymodbus/1/energyActivePos.total", "123456789012.3");
            demo.until("point:read libmodbus/1/voltageV1", "231.25");
            demo.until("point:read libmodbus/1/currentI1", "3.5");
            demo.until("point:read libmodbus/1/energyActivePos.total", "500000000");
            demo.until("device:show b30rs485-50", "good");
            demo.until("device:show e44-51", "good");
            assertTrue(hub.pid() > 0 && pymodbus.pid() > 0 && libmodbus.pid() > 0 && simulated.pid() > 0);
        }
    }

    private static Program simulate(Path port) throws IOException, InterruptedException {
        Program simulator = Program.start(
                Demo.HOME,
                List.of(
                        Demo.HOME.resolve("karawatt").toString(),
                        "simulate",
                        "--site",
                        Script.file("hub.site.yaml").toString(),
                        "--line",
                        "hub=" + port + "@19200,8N1"));
        simulator.await(line -> line.startsWith("READY simulator"), Duration.ofMinutes(2));
        return simulator;
    }

    /**
     * Searches until all four have been found, at most three times: these programs answer late on a busy machine, and
     * pymodbus loses its place at a function that it does not know; the questions to other addresses set it right.
     */
    private static String search() throws IOException, InterruptedException {
        String found = "";
        for (int attempt = 0; attempt < 3; attempt++) {
            found = demo.run("bus:scan hub --full --range 20-52").text();
            String report = found;
            if (Stream.of("40", "41", "50", "51").allMatch(unit -> row(report, unit, ".*", ""))) {
                break;
            }
        }
        return found;
    }

    private static boolean row(String report, String unit, String result, String reference) {
        return report.lines()
                .anyMatch(line -> line.matches("hub +" + unit + " +(" + result + ") .*" + reference + ".*"));
    }

    private static void assertRow(String report, String unit, String result, String reference) {
        assertTrue(
                row(report, unit, result, reference),
                () -> "no row of unit " + unit + ", " + result + " in:\n" + report);
    }

    @Test
    void mbpollReadsTheGatewayAsSlave() throws IOException, InterruptedException {
        try (Pty pty = Pty.open(devices)) {
            demo.run("config:edit --factory --alias upstream io.karawatt.proto.modbus.serial; "
                    + "config:property-set enabled true; "
                    + "config:property-set port " + pty.left() + "; "
                    + "config:update");
            demo.until("modbus:slave", pty.left().toString());

            assertEquals(SOCO, Mbpoll.rtu(pty.right(), 1, 50000, 4), "the gateway itself");
            for (int unit : List.of(9, 22)) {
                assertEquals(Mbpoll.tcp(demo.modbus(), unit, 50000, 66), Mbpoll.rtu(pty.right(), unit, 50000, 66));
            }
            Agreement.check(demo, (u, a, n) -> Mbpoll.rtu(pty.right(), u, a, n), 9, 18432, 92);
            Agreement.check(demo, (u, a, n) -> Mbpoll.rtu(pty.right(), u, a, n), 22, 50512, 80);

            Program.Result nobody = Mbpoll.readRtu(pty.right(), 99, 50000, 4);
            assertTrue(nobody.text().contains("timed out"), nobody.text());
            List<Integer> before = Mbpoll.tcp(demo.truth(), 9, 13824, 3);
            Program.Result refused = Mbpoll.writeRtu(pty.right(), 9, 13826, before.get(2) + 1);
            assertTrue(refused.text().contains("Illegal"), refused.text());
            assertEquals(before, Mbpoll.tcp(demo.truth(), 9, 13824, 3));
        }
    }

    @Test
    void pymodbusReadsTheGatewayInRtuFramesOverTcp() throws IOException, InterruptedException {
        int port = freePort();
        demo.run("config:edit io.karawatt.proto.modbus; "
                + "config:property-set rtu.enabled true; "
                + "config:property-set rtu.port " + port + "; "
                + "config:update");
        demo.until("system:info", ":" + port);

        assertEquals(SOCO, rtuOverTcp(port, 255, 50000, 4));
        Agreement.check(demo, (u, a, n) -> rtuOverTcp(port, u, a, n), 9, 18432, 92);
    }

    private static List<Integer> rtuOverTcp(int port, int unit, int address, int count)
            throws IOException, InterruptedException {
        Program.Result result = Script.run("rtu_over_tcp.py", port, unit, address, count);
        assertEquals(0, result.status(), result.text());
        return result.lines().stream().map(Integer::valueOf).toList();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
