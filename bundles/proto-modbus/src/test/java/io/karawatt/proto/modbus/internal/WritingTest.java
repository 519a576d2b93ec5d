package io.karawatt.proto.modbus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.access.AccessDecision;
import io.karawatt.access.AccessRequest;
import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.event.Event;
import io.karawatt.model.Registers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writing: off by default, never to the gateway, always told. */
class WritingTest {

    /** Modbus Application Protocol V1.1b3 §6.6, example: register 2 (address 1) becomes 3. */
    private static final String WRITE_6 = "00 01 00 00 00 06 09 06 00 01 00 03";

    /** §6.12, example: registers 2 and 3 become 0x000A and 0x0102. */
    private static final String WRITE_16 = "00 01 00 00 00 0B 09 10 00 01 00 02 04 00 0A 01 02";

    private TestServer server;
    private RawClient client;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer();
        client = server.client();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    @Test
    void withoutAPolicyEveryWriteIsRefusedAndTold() throws IOException {
        assertEquals("00 01 00 00 00 03 09 86 01", client.ask(WRITE_6));
        assertEquals("00 01 00 00 00 03 09 90 01", client.ask(WRITE_16));
        assertEquals(0, server.line().submitted());
        List<Event.AccessRefused> told = server.gateway().events(Event.AccessRefused.class);
        assertEquals(2, told.size());
        AccessRequest request = told.get(0).request();
        assertEquals("modbus-tcp", request.face());
        assertEquals("anonymous", request.who());
        assertEquals("127.0.0.1:" + client.socket().getLocalPort(), request.from());
        assertEquals("i35-9 register 1", request.target());
        assertEquals("i35-9 registers 1..2", told.get(1).request().target());
    }

    @Test
    void aRefusingPolicyIsObeyedAndItsReasonTold() throws IOException {
        server.gate().bind(request -> new AccessDecision.Refused("writing is off in etc/io.karawatt.access.cfg"));
        assertEquals("00 01 00 00 00 03 09 86 01", client.ask(WRITE_6));
        assertEquals(0, server.line().submitted());
        assertEquals(
                "writing is off in etc/io.karawatt.access.cfg",
                server.gateway().events(Event.AccessRefused.class).get(0).reason());
    }

    @Test
    void aPolicyThatGoesAwayTakesThePermissionAlong() throws IOException {
        server.gate().bind(TestServer.ALLOW_ALL);
        server.gate().unbind(TestServer.ALLOW_ALL);
        assertEquals("00 01 00 00 00 03 09 86 01", client.ask(WRITE_6));
    }

    @Test
    void anAllowedWriteReachesTheDeviceAndIsTold() throws IOException {
        server.gate().bind(TestServer.ALLOW_ALL);
        client.send(WRITE_6);
        FakeLine.Asked asked = server.line().next();
        assertEquals(new BusRequest.Write(9, 1, Registers.of(3), true, Duration.ofSeconds(1)), asked.request());
        asked.answer(new BusReply.Written(server.time().instant()));
        assertEquals(WRITE_6, client.receive());
        client.send(WRITE_16);
        FakeLine.Asked many = server.line().next();
        assertEquals(
                new BusRequest.Write(9, 1, Registers.of(0x000A, 0x0102), false, Duration.ofSeconds(1)), many.request());
        many.answer(new BusReply.Written(server.time().instant()));
        assertEquals("00 01 00 00 00 06 09 10 00 01 00 02", client.receive());
        assertEquals(
                List.of("done", "done"),
                server.gateway().events(Event.WriteHappened.class).stream()
                        .map(Event.WriteHappened::outcome)
                        .toList());
    }

    @Test
    void aWriteThatFailsIsToldWithWhatWentWrong() throws IOException {
        server.gate().bind(TestServer.ALLOW_ALL);
        client.send(WRITE_6);
        server.line().next().answer(new BusReply.Refused(3));
        assertEquals("00 01 00 00 00 03 09 86 03", client.receive());
        assertEquals(
                "the device refused with exception 3",
                server.gateway().events(Event.WriteHappened.class).get(0).outcome());
    }

    @Test
    void aWriteToALineThatIsGoneIsToldToo() throws IOException {
        server.gate().bind(TestServer.ALLOW_ALL);
        server.lines().remove("rs485", server.line());
        assertEquals("00 01 00 00 00 03 09 86 0A", client.ask(WRITE_6));
        assertTrue(server.gateway()
                .events(Event.WriteHappened.class)
                .get(0)
                .outcome()
                .startsWith("the line is down"));
    }

    @Test
    void commandsAreAskedForAsCommands() throws IOException {
        client.ask("00 01 00 00 00 06 09 06 E2 00 00 B2");
        assertEquals(
                AccessRequest.Operation.COMMAND,
                server.gateway()
                        .events(Event.AccessRefused.class)
                        .get(0)
                        .request()
                        .operation());
    }

    /** Not in the profile; read-only; half of a value of 32 bits; 32 bits by function 6; beyond the last setting. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "06 09 06 07 D0 00 01 > 86",
                "06 09 06 00 6B 00 01 > 86",
                "09 09 10 00 28 00 01 02 00 01 > 90",
                "06 09 06 00 28 00 01 > 86",
                "0D 09 10 00 01 00 03 06 00 01 00 02 00 03 > 90"
            })
    void whatTheProfileDoesNotMarkAsWritableIsRefusedEvenWhenAllIsAllowed(String sample) throws IOException {
        server.gate().bind(TestServer.ALLOW_ALL);
        String[] parts = sample.split(" > ", -1);
        assertEquals("00 01 00 00 00 03 09 " + parts[1] + " 02", client.ask("00 01 00 00 00 " + parts[0]));
        assertEquals(0, server.line().submitted());
        assertEquals(1, server.gateway().events(Event.AccessRefused.class).size());
    }

    @Test
    void aWholeValueOfTwoWordsMayBeWritten() throws IOException {
        server.gate().bind(TestServer.ALLOW_ALL);
        client.send("00 01 00 00 00 0B 09 10 00 28 00 02 04 00 01 86 A0");
        server.line().next().answer(new BusReply.Written(server.time().instant()));
        assertEquals("00 01 00 00 00 06 09 10 00 28 00 02", client.receive());
    }

    /**
     * The attack of the public reports on a gateway of this kind: unlock by a fixed number at 58112, then save, reboot
     * or reset at 57856, addressing at 4352, another Modbus address at 29440. Here there is no such door, whatever the
     * policy says.
     */
    @ParameterizedTest
    @ValueSource(strings = {"FF", "01"})
    void theKnownAttackOnGatewaysIsRefusedAndNeverForwarded(String unit) throws IOException {
        server.gate().bind(TestServer.ALLOW_ALL);
        String unlock = "00 01 00 00 00 06 " + unit + " 06 E3 00 12 34";
        assertEquals("00 01 00 00 00 03 " + unit + " 86 01", client.ask(unlock));
        for (String target : List.of("E2 00 00 A1", "E2 10 00 01", "11 00 00 01", "73 00 00 0F")) {
            String one = "00 02 00 00 00 06 " + unit + " 06 " + target;
            assertEquals("00 02 00 00 00 03 " + unit + " 86 01", client.ask(one), target);
            String address = target.substring(0, 5);
            String many = "00 03 00 00 00 09 " + unit + " 10 " + address + " 00 01 02 " + target.substring(6);
            assertEquals("00 03 00 00 00 03 " + unit + " 90 01", client.ask(many), target);
        }
        assertEquals(0, server.line().submitted());
        assertEquals(0, server.gateway().events(Event.WriteHappened.class).size());
        assertEquals(9, server.count("writes refused"));
    }

    /** The same registers of a meter behind the gateway, with writing as it is after installation. */
    @ParameterizedTest
    @ValueSource(strings = {"E3 00 12 34", "E2 00 00 A1", "E2 10 00 01", "11 00 00 01", "73 00 00 0F"})
    void theKnownAttackThroughTheGatewayIsRefusedByDefault(String target) throws IOException {
        assertEquals("00 01 00 00 00 03 09 86 01", client.ask("00 01 00 00 00 06 09 06 " + target));
        assertEquals(0, server.line().submitted());
    }

    @Test
    void aFloodOfRefusalsIsCountedNotTold() throws IOException {
        for (int i = 0; i < 1000; i++) {
            client.ask(WRITE_6);
        }
        assertEquals(
                RefusalLog.BURST,
                server.gateway().events(Event.AccessRefused.class).size());
        assertEquals(1000, server.count("writes refused"));
        server.pass(Duration.ofSeconds(61));
        server.await(
                "the sum is told",
                () -> server.gateway().events(Event.AccessRefused.class).size() == RefusalLog.BURST + 1);
        AccessRequest sum = server.gateway()
                .events(Event.AccessRefused.class)
                .get(RefusalLog.BURST)
                .request();
        assertEquals("995 more times, first i35-9 register 1", sum.target());
        assertEquals("127.0.0.1", sum.from());
    }

    @Test
    void aPolicyThatFailsLetsNothingThrough() throws IOException {
        server.gate().bind(request -> {
            throw new IllegalStateException("broken policy");
        });
        assertEquals("00 01 00 00 00 03 09 86 04", client.ask(WRITE_6));
        assertEquals(0, server.line().submitted());
        server.gate().bind(TestServer.ALLOW_ALL);
        client.send(WRITE_6);
        server.line().next().answer(new BusReply.Written(server.time().instant()));
        assertEquals(WRITE_6, client.receive());
    }
}
