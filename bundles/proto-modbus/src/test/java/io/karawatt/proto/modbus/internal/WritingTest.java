package io.karawatt.proto.modbus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.access.AccessDecision;
import io.karawatt.access.AccessRequest;
import io.karawatt.access.Refusals;
import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.event.Event;
import io.karawatt.model.RegisterTable;
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
        assertEquals("i35-9 register 1 (setting16)", request.target());
        assertEquals(
                "i35-9 registers 1..2 (setting16, neighbour)",
                told.get(1).request().target());
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
        holds(1, 3);
        assertEquals(WRITE_6, client.receive());
        client.send(WRITE_16);
        FakeLine.Asked many = server.line().next();
        assertEquals(
                new BusRequest.Write(9, 1, Registers.of(0x000A, 0x0102), false, Duration.ofSeconds(1)), many.request());
        many.answer(new BusReply.Written(server.time().instant()));
        holds(1, 0x000A, 0x0102);
        assertEquals("00 01 00 00 00 06 09 10 00 01 00 02", client.receive());
        assertEquals(
                List.of("done and read back", "done and read back"),
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
        holds(40, 1, 0x86A0);
        assertEquals("00 01 00 00 00 06 09 10 00 28 00 02", client.receive());
    }

    /** Answers the read-back that must come now. */
    private void holds(int address, int... words) {
        FakeLine.Asked back = server.line().next();
        assertEquals(
                new BusRequest.Read(9, RegisterTable.HOLDING, address, words.length, Duration.ofSeconds(1)),
                back.request());
        back.answer(new BusReply.Data(Registers.of(words), server.time().instant()));
    }

    private String outcome() {
        return server.gateway().events(Event.WriteHappened.class).get(0).outcome();
    }

    @Test
    void aDeviceThatConfirmsButHoldsSomethingElseIsFoundOut() throws IOException {
        server.gate().bind(TestServer.ALLOW_ALL);
        client.send(WRITE_6);
        server.line().next().answer(new BusReply.Written(server.time().instant()));
        holds(1, 7);
        assertEquals("00 01 00 00 00 03 09 86 04", client.receive());
        assertEquals("the device confirmed it, but it holds [0007] instead of [0003]", outcome());
    }

    /** A write is never repeated; reading back tells whether it was done. */
    @Test
    void aLostConfirmationIsClearedUpByReadingBack() throws IOException {
        server.gate().bind(TestServer.ALLOW_ALL);
        client.send(WRITE_6);
        server.line().next().answer(new BusReply.Silent("no answer"));
        holds(1, 3);
        assertEquals(WRITE_6, client.receive());
        assertEquals("done: read back, although the answer was lost", outcome());
        assertEquals(2, server.line().submitted());
    }

    @Test
    void aWriteThatWasLostIsToldAsSuch() throws IOException {
        server.gate().bind(TestServer.ALLOW_ALL);
        client.send(WRITE_6);
        server.line().next().answer(new BusReply.Silent("no answer"));
        holds(1, 0);
        assertEquals("00 01 00 00 00 03 09 86 0B", client.receive());
        assertEquals("the device is silent: no answer, but it holds [0000] instead of [0003]", outcome());
    }

    @Test
    void whatTheDataDoNotAllowNeverReachesTheDevice() throws IOException {
        server.gate().bind(TestServer.ALLOW_ALL);
        assertEquals("00 01 00 00 00 03 09 86 03", client.ask("00 01 00 00 00 06 09 06 00 50 00 3D"));
        assertEquals(0, server.line().submitted());
        assertEquals(
                "avgIntegration: 61 is not allowed; allowed is 1 to 60",
                server.gateway().events(Event.AccessRefused.class).get(0).reason());
    }

    /** The client is not told the code and could not write it; the gateway unlocks for those who may write. */
    @Test
    void aLockedSettingIsUnlockedByTheGateway() throws IOException {
        server.gate().bind(TestServer.ALLOW_ALL);
        client.send("00 01 00 00 00 06 09 06 00 50 00 05");
        FakeLine.Asked unlock = server.line().next();
        assertEquals(new BusRequest.Write(9, 58112, Registers.of(1000), true, Duration.ofSeconds(1)), unlock.request());
        unlock.answer(new BusReply.Written(server.time().instant()));
        server.line().next().answer(new BusReply.Written(server.time().instant()));
        holds(80, 5);
        assertEquals("00 01 00 00 00 06 09 06 00 50 00 05", client.receive());
    }

    @Test
    void aDeviceThatStaysLockedIsNotWritten() throws IOException {
        server.gate().bind(TestServer.ALLOW_ALL);
        client.send("00 01 00 00 00 06 09 06 00 50 00 05");
        server.line().next().answer(new BusReply.Refused(3));
        assertEquals("00 01 00 00 00 03 09 86 03", client.receive());
        assertEquals(1, server.line().submitted());
        assertEquals("not written, the device could not be unlocked: the device refused with exception 3", outcome());
    }

    @Test
    void aFloodOfRefusalsIsCountedNotTold() throws IOException {
        for (int i = 0; i < 1000; i++) {
            client.ask(WRITE_6);
        }
        assertEquals(
                Refusals.BURST,
                server.gateway().events(Event.AccessRefused.class).size());
        assertEquals(1000, server.count("writes refused"));
        server.pass(Duration.ofSeconds(61));
        server.await(
                "the sum is told",
                () -> server.gateway().events(Event.AccessRefused.class).size() == Refusals.BURST + 1);
        AccessRequest sum = server.gateway()
                .events(Event.AccessRefused.class)
                .get(Refusals.BURST)
                .request();
        assertEquals("995 more times, first i35-9 register 1 (setting16)", sum.target());
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
        holds(1, 3);
        assertEquals(WRITE_6, client.receive());
    }
}
