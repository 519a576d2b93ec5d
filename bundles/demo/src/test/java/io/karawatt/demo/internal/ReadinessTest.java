package io.karawatt.demo.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.live.DeviceValues;
import io.karawatt.live.LiveValues;
import io.karawatt.model.Cause;
import io.karawatt.model.PointId;
import io.karawatt.model.PointKey;
import io.karawatt.model.PointSchema;
import io.karawatt.model.Reading;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.model.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    private static final List<String> EXPECTED = Progress.names("modbus-tcp, truth,console,");

    @Test
    void whatIsMissingIsNamed() {
        assertEquals(List.of("modbus-tcp", "truth", "console"), EXPECTED);
        Progress progress = new Progress(Map.of("truth", "127.0.0.1:15502"), true, List.of("rs485"));
        assertEquals(
                List.of("modbus-tcp is not open", "console is not open", "no device on line rs485 has answered"),
                progress.missing(EXPECTED));
        assertTrue(new Progress(Map.of(), false, List.of())
                .missing(List.of())
                .contains("the simulated site did not start"));
    }

    // Scripts read these lines; ARCHITECTURE section 6 fixes their form.
    @Test
    void doorsAreListedInTheirOrderAndUnexpectedOnesLast() {
        Progress progress = new Progress(
                Map.of("console", "127.0.0.1:8101", "snmp", "127.0.0.1:1161/udp", "modbus-tcp", "127.0.0.1:1502"),
                true,
                List.of());
        assertEquals(
                List.of(
                        "endpoint modbus-tcp 127.0.0.1:1502",
                        "endpoint console 127.0.0.1:8101",
                        "endpoint snmp 127.0.0.1:1161/udp"),
                progress.lines(EXPECTED));
    }

    @Test
    void oneNumberFromOneDeviceMakesALineAnswer() {
        DemoSite site = new DemoSite(
                "site",
                List.of(DemoSite.DIGIWARE, DemoSite.RS485),
                List.of(
                        DemoSite.device("i35-9", "digiware", 9),
                        DemoSite.device("i45-11", "digiware", 11),
                        DemoSite.device("a40-21", "rs485", 21)));
        Image image = new Image();
        assertEquals(List.of("digiware", "rs485"), Readiness.silentLines(site, null));
        image.put("i45-11", new Value.Good(230.0));
        image.put("a40-21", new Value.Missing(Cause.TIMEOUT));
        assertEquals(List.of("rs485"), Readiness.silentLines(site, image));
    }

    @Test
    void onlyASpeakerOfSshIsTakenForTheConsole() throws IOException, InterruptedException {
        assertTrue(greeted("SSH-2.0-APACHE-SSHD\r\n"));
        assertFalse(greeted("HTTP/1.1 400 Bad Request\r\n"));
    }

    private static boolean greeted(String greeting) throws IOException, InterruptedException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread greeter = new Thread(() -> greet(server, greeting));
            greeter.start();
            boolean open = new SshDoor("127.0.0.1", server.getLocalPort()).open();
            greeter.join();
            return open;
        }
    }

    private static void greet(ServerSocket server, String greeting) {
        try (Socket client = server.accept()) {
            client.getOutputStream().write(greeting.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static final class Image implements LiveValues {

        private final Map<String, Value> values = new HashMap<>();

        void put(String device, Value value) {
            values.put(device, value);
        }

        @Override
        public Reading latest(PointId point) {
            throw new AssertionError("asked for whole devices only");
        }

        @Override
        public List<Reading> latest(String device) {
            PointId point = new PointId(device, new PointKey(0, "voltageU12", PointKey.INST));
            Value value = values.get(device);
            return value == null ? List.of() : List.of(new Reading(point, value, Instant.EPOCH));
        }

        @Override
        public Optional<DeviceValues> device(String device) {
            return Optional.empty();
        }

        @Override
        public Optional<PointSchema> schema(String device) {
            return Optional.empty();
        }

        @Override
        public Optional<Registers> registers(
                String device, RegisterTable table, int address, int count, Instant notBefore) {
            return Optional.empty();
        }
    }
}
