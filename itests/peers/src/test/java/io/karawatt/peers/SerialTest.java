package io.karawatt.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modbus RTU over a pair of serial devices, in both roles. */
class SerialTest {

    private static final int PATIENCE = 40;

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

    // A meter of another maker, its profile dropped in by the operator, its line added at run time; then the adapter is
    // unplugged and plugged in again.
    @Test
    void theGatewayReadsAnotherMakersSlaveAndSurvivesALostAdapter() throws IOException, InterruptedException {
        Path data = folder.resolve("data");
        try (Demo demo = Demo.start(data)) {
            Path profiles = Files.createDirectories(data.resolve("data").resolve("profiles"));
            Files.copy(resource("peer.profile.yaml"), profiles.resolve("peer.profile.yaml"));
            try (Pty pty = Pty.open(folder);
                    Program slave = startSlave(pty)) {
                addLine(demo, pty.right());
                until(demo, "profile:list", "PEER-1");
                run(demo, "device:add peer PEER-1 adapter 40 --load 1=1P+N-1CT:Bench");
                until(demo, "point:read peer/1/voltageV1", "230.5");
                until(demo, "point:read peer/1/currentI1", "12.25");
                until(demo, "point:read peer/1/powerActiveTotal", "-1500");
                until(demo, "point:read peer/1/frequency", "50");
                until(demo, "point:read peer/1/energyActivePos.total", "123456789012.3");
                assertEquals(0x4366, Mbpoll.tcp(demo.modbus(), 40, 0, 1).get(0));
                assertTrue(slave.pid() > 0);
            }
            until(demo, "point:read peer/1/voltageV1", "line_down");
            try (Pty pty = Pty.open(folder);
                    Program slave = startSlave(pty)) {
                until(demo, "point:read peer/1/voltageV1", "230.5");
                assertTrue(slave.pid() > 0);
            }
        }
    }

    private static Program startSlave(Pty pty) throws IOException, InterruptedException {
        Program slave = Program.start(
                pty.left().getParent(),
                List.of(
                        "/usr/bin/python3",
                        resource("slave.py").toString(),
                        pty.left().toString()));
        slave.await(line -> line.equals("ready"), Duration.ofSeconds(30));
        return slave;
    }

    private static void addLine(Demo demo, Path port) throws IOException, InterruptedException {
        run(
                demo,
                "config:edit --factory --alias adapter io.karawatt.bus.modbus.serial; "
                        + "config:property-set line adapter; "
                        + "config:property-set port " + port + "; "
                        + "config:property-set baud 19200; "
                        + "config:property-set format 8N1; "
                        + "config:update");
    }

    private static Program.Result run(Demo demo, String command) throws IOException, InterruptedException {
        Program.Result result = demo.console(command);
        assertEquals(0, result.status(), command + ": " + result.text());
        return result;
    }

    private static void until(Demo demo, String command, String wanted) throws IOException, InterruptedException {
        String said = "";
        for (int attempt = 0; attempt < PATIENCE; attempt++) {
            said = demo.console(command).text();
            if (said.contains(wanted)) {
                return;
            }
        }
        throw new AssertionError(command + " never said '" + wanted + "', but: " + said);
    }

    private static Path resource(String name) {
        return Path.of(
                Objects.requireNonNull(SerialTest.class.getResource("/" + name)).getPath());
    }
}
