package io.karawatt.proto.modbus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.model.Registers;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Order of answers, sharing of bus requests, bounds on what waits. */
class OrderTest {

    private TestServer server;
    private RawClient client;

    @BeforeEach
    void open() throws IOException {
        server = new TestServer("max.pending", 4, "max.bus.requests", 6);
        client = server.client();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
    }

    private static String read(int transaction, int address) {
        return String.format(
                "%02X %02X 00 00 00 06 09 03 00 %02X 00 01", transaction >> 8, transaction & 0xFF, address);
    }

    private static String answer(int transaction, int value) {
        return String.format("%02X %02X 00 00 00 05 09 03 02 00 %02X", transaction >> 8, transaction & 0xFF, value);
    }

    private static Registers one(int value) {
        return Registers.of(value);
    }

    private void reply(FakeLine.Asked asked, int value) {
        asked.answer(new BusReply.Data(one(value), server.time().instant()));
    }

    /** Transaction ids would allow any order, but many clients take the next answer for theirs. */
    @Test
    void answersOfOneClientComeInTheOrderOfItsRequests() throws IOException {
        server.image(3, 33);
        client.send(read(1, 1) + " " + read(2, 2) + " " + read(3, 3) + " 00 04 00 00 00 02 09 07");
        FakeLine.Asked first = server.line().next();
        FakeLine.Asked second = server.line().next();
        reply(second, 22);
        reply(first, 11);
        assertEquals(answer(1, 11), client.receive());
        assertEquals(answer(2, 22), client.receive());
        assertEquals(answer(3, 33), client.receive());
        assertEquals("00 04 00 00 00 03 09 87 01", client.receive());
    }

    @Test
    void aClientWaitingForABusDoesNotHoldUpAnotherOne() throws IOException {
        server.image(3, 33);
        client.send(read(1, 1));
        FakeLine.Asked asked = server.line().next();
        try (RawClient other = server.client()) {
            assertEquals(answer(9, 33), other.ask(read(9, 3)));
        }
        reply(asked, 11);
        assertEquals(answer(1, 11), client.receive());
    }

    @Test
    void equalReadsUnderWayShareOneRequestOnTheBus() throws IOException {
        try (RawClient other = server.client()) {
            client.send(read(1, 1) + " " + read(2, 1));
            other.send(read(7, 1));
            server.await("both wait", () -> server.count("reads that shared one already on its way") == 2);
            reply(server.line().next(), 11);
            assertEquals(answer(1, 11), client.receive());
            assertEquals(answer(2, 11), client.receive());
            assertEquals(answer(7, 11), other.receive());
            assertEquals(1, server.line().submitted());
        }
    }

    @Test
    void aSharedReadServesFunctionsThreeAndFourEachWithItsOwnCode() throws IOException {
        client.send(read(1, 1) + " 00 02 00 00 00 06 09 04 00 01 00 01");
        reply(server.line().next(), 11);
        assertEquals(answer(1, 11), client.receive());
        assertEquals("00 02 00 00 00 05 09 04 02 00 0B", client.receive());
        assertEquals(1, server.line().submitted());
    }

    @Test
    void aFinishedReadIsNotShared() throws IOException {
        client.send(read(1, 1));
        reply(server.line().next(), 11);
        assertEquals(answer(1, 11), client.receive());
        client.send(read(2, 1));
        reply(server.line().next(), 12);
        assertEquals(answer(2, 12), client.receive());
    }

    @Test
    void aClientWithTooManyPendingRequestsIsNotReadUntilOneIsAnswered() throws IOException {
        for (int i = 1; i <= 6; i++) {
            client.send(read(i, i));
        }
        FakeLine.Asked[] asked = new FakeLine.Asked[4];
        for (int i = 0; i < 4; i++) {
            asked[i] = server.line().next();
        }
        try (RawClient other = server.client()) {
            server.image(0x20, 5);
            assertEquals(answer(9, 5), other.ask(read(9, 0x20)));
        }
        assertEquals(4, server.line().submitted());
        for (int i = 0; i < 4; i++) {
            reply(asked[i], i + 1);
            assertEquals(answer(i + 1, i + 1), client.receive());
        }
        reply(server.line().next(), 5);
        reply(server.line().next(), 6);
        assertEquals(answer(5, 5), client.receive());
        assertEquals(answer(6, 6), client.receive());
    }

    @Test
    void oneRequestTooManyOnTheBusesIsBusy() throws IOException {
        try (RawClient other = server.client();
                RawClient third = server.client()) {
            for (int i = 1; i <= 3; i++) {
                client.send(read(i, i));
                other.send(read(i, 10 + i));
            }
            for (int i = 0; i < 6; i++) {
                server.line().next();
            }
            assertEquals("00 01 00 00 00 03 09 83 06", third.ask(read(1, 100)));
            server.pass(Duration.ofSeconds(3));
            assertTrue(client.receive().endsWith("83 0B"));
            third.send(read(2, 100));
            reply(server.line().next(), 1);
            assertEquals(answer(2, 1), third.receive());
        }
    }

    @Test
    void anAnswerForAClientThatLeftIsDroppedWithoutHarm() throws IOException {
        client.send(read(1, 1));
        FakeLine.Asked asked = server.line().next();
        client.close();
        reply(asked, 11);
        server.await("the client is gone", () -> server.loop().clients().isEmpty());
        try (RawClient next = server.client()) {
            server.image(2, 22);
            assertEquals(answer(1, 22), next.ask(read(1, 2)));
        }
    }

    /** What was read before a write must not be told after it. */
    @Test
    void aReadAfterAWriteNeverGetsWhatWasThereBefore() throws IOException {
        server.gate().bind(TestServer.ALLOW_ALL);
        server.image(1, 5);
        client.send("00 01 00 00 00 06 09 06 00 01 00 03 " + read(2, 1));
        FakeLine.Asked write = server.line().next();
        FakeLine.Asked read = server.line().next();
        assertTrue(write.request() instanceof BusRequest.Write);
        server.time().advance(Duration.ofMillis(10));
        write.answer(new BusReply.Written(server.time().instant()));
        reply(server.line().next(), 3);
        reply(read, 3);
        assertEquals("00 01 00 00 00 06 09 06 00 01 00 03", client.receive());
        assertEquals(answer(2, 3), client.receive());
        client.send(read(3, 1));
        reply(server.line().next(), 3);
        assertEquals(answer(3, 3), client.receive());
        server.image(1, 3);
        assertEquals(answer(4, 3), client.ask(read(4, 1)));
        assertEquals(4, server.line().submitted());
    }
}
