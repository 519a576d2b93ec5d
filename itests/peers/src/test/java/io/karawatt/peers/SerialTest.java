package io.karawatt.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modbus RTU over a pair of serial devices, in both roles. */
class SerialTest {

    @TempDir
    private Path folder;

    @Test
    void mbpollReadsASimulatedMeterOverASerialDevice() throws IOException, InterruptedException {
        try (Pty pty = Pty.open(folder);
                Program simulator = Program.start(
                        Demo.HOME,
                        List.of(
                                Demo.HOME.resolve("karawatt").toString(),
                                "simulate",
                                "--site",
                                Demo.HOME
                                        .resolve("bundles/simulator/src/main/resources/site/demo.site.yaml")
                                        .toString(),
                                "--line",
                                "rs485=" + pty.left() + "@38400,8N1"))) {
            simulator.await(line -> line.startsWith("READY simulator"), Duration.ofMinutes(2));

            assertEquals(List.of(0x53, 0x4F, 0x43, 0x4F), Mbpoll.rtu(pty.right(), 22, 50000, 4));
            assertEquals(69, Mbpoll.rtu(pty.right(), 20, 50000, 69).size());
            assertEquals(0, simulator.terminate(Duration.ofSeconds(10)));
        }
    }

    // A meter of another maker, its profile checked and dropped in by the operator, its line added at run time; then
    // the
    // adapter is unplugged and plugged in again, and at last the profile is taken away.
    @Test
    void theGatewayReadsAnotherMakersSlaveAndSurvivesALostAdapter() throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        try (Demo demo = Demo.start(data)) {
            Path profiles = Files.createDirectories(data.resolve("data").resolve("profiles"));
            Path profile = profiles.resolve("peer.profile.yaml");
            String checked =
                    demo.run("profile:lint " + Script.file("peer.profile.yaml")).text();
            assertTrue(checked.contains("PEER-1"), checked);
            Files.copy(Script.file("peer.profile.yaml"), profile);
            try (Pty pty = Pty.open(folder);
                    Program slave = Script.start("slave.py", pty.left())) {
                addLine(demo, pty.right());
                demo.until("profile:list", "PEER-1");
                demo.run("device:add peer PEER-1 adapter 40 --load 1=1P+N-1CT:Bench");
                demo.until("point:read peer/1/voltageV1", "230.5");
                demo.until("point:read peer/1/currentI1", "12.25");
                demo.until("point:read peer/1/powerActiveTotal", "-1500");
                demo.until("point:read peer/1/frequency", "50");
                demo.until("point:read peer/1/energyActivePos.total", "123456789012.3");
                assertEquals(0x4366, Mbpoll.tcp(demo.modbus(), 40, 0, 1).get(0));
                assertTrue(slave.pid() > 0);
            }
            demo.until("point:read peer/1/voltageV1", "line_down");
            try (Pty pty = Pty.open(folder);
                    Program slave = Script.start("slave.py", pty.left())) {
                demo.until("point:read peer/1/voltageV1", "230.5");
                Files.delete(profile);
                demo.until("device:show peer", "no-profile");
                demo.until("point:read peer/1/voltageV1", "no profile fits");
                assertTrue(slave.pid() > 0);
            }
        }
    }

    private static void addLine(Demo demo, Path port) throws IOException, InterruptedException {
        demo.run("config:edit --factory --alias adapter io.karawatt.bus.modbus.serial; "
                + "config:property-set line adapter; "
                + "config:property-set port " + port + "; "
                + "config:property-set baud 19200; "
                + "config:property-set format 8N1; "
                + "config:update");
    }
}
