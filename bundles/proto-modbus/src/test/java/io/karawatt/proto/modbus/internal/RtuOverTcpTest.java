package io.karawatt.proto.modbus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusReply;
import io.karawatt.model.Registers;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The second door of the server: RTU frames in a TCP stream. Meter at unit 17. */
class RtuOverTcpTest {

    private static final String ASK = "11 03 00 6B 00 03 76 87";
    private static final String ANSWER = "11 03 06 AE 41 56 52 43 40 49 AD";

    private TestServer server;
    private RawClient client;

    @BeforeEach
    void open() throws Exception {
        server = new TestServer("rtu.enabled", true, "rtu.port", 0);
        server.gateway().install(Samples.installation(Samples.device(Samples.METER, 0x11, "rs485")));
        client = server.rtuClient();
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        server.close();
    }

    @Test
    void aRequestIsAnsweredWithUnitAndChecksumAndWithoutAnyHeader() throws Exception {
        server.image(0x6B, 0xAE41, 0x5652, 0x4340);
        client.send(ASK);
        assertEquals(ANSWER, client.receive(11));
    }

    @Test
    void answersComeInTheOrderOfTheRequestsHoweverTheyWereCut() throws Exception {
        client.send(ASK + " 01 03 C3");
        FakeLine.Asked waiting = server.line().next();
        client.send("50 00 01 " + ScriptedLine.sealed("01 03 C3 50 00 01").substring(18));
        waiting.answer(new BusReply.Data(Registers.of(0xAE41, 0x5652, 0x4340), Instant.EPOCH));
        assertEquals(ANSWER, client.receive(11));
        assertEquals(ScriptedLine.sealed("01 03 02 00 53"), client.receive(7));
    }

    // Nothing tells the length of a frame with an unknown function but its checksum.
    @Test
    void anUnknownFunctionIsRefused() throws Exception {
        client.send(ScriptedLine.sealed("11 64 01 02 03"));
        assertEquals(ScriptedLine.sealed("11 E4 01"), client.receive(5));
    }

    @Test
    void aUnitThatNobodyHasIsNoPathBecauseNoOtherSlaveCanBeMeant() throws Exception {
        client.send(ScriptedLine.sealed("63 03 00 00 00 01"));
        assertEquals(ScriptedLine.sealed("63 83 0A"), client.receive(5));
    }

    @Test
    void aWrongChecksumClosesTheConnection() throws Exception {
        client.send("11 03 00 6B 00 03 76 88");
        assertTrue(client.closedByServer());
        assertEquals(1, server.count("connections closed: no Modbus"));
    }

    @Test
    void theMainDoorStillSpeaksModbusTcp() throws Exception {
        try (RawClient tcp = server.client()) {
            assertEquals("00 01 00 00 00 05 01 03 02 00 53", tcp.ask("00 01 00 00 00 06 01 03 C3 50 00 01"));
        }
    }
}
