package io.karawatt.proto.modbus.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusReply;
import io.karawatt.event.Event;
import io.karawatt.gateway.Face;
import io.karawatt.model.Registers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that come, stay, misbehave and leave. */
class ConnectionsTest {

    private static final String ASK = "00 01 00 00 00 06 09 03 00 6B 00 01";
    private static final String ANSWER = "00 01 00 00 00 05 09 03 02 02 2B";

    private static TestServer server(Object... settings) throws IOException {
        TestServer server = new TestServer(settings);
        server.image(0x6B, 0x022B);
        return server;
    }

    @Test
    void oneClientTooManyIsClosedAtOnceAndTheOthersAreNotDisturbed() throws IOException {
        try (TestServer server = server("max.connections", 2);
                RawClient first = server.client();
                RawClient second = server.client()) {
            assertEquals(ANSWER, first.ask(ASK));
            assertEquals(ANSWER, second.ask(ASK));
            try (RawClient third = server.client()) {
                assertTrue(third.closedByServer());
            }
            assertEquals(ANSWER, first.ask(ASK));
            assertEquals(1, server.count("connections turned away because the server was full"));
            assertEquals(2, server.loop().clients().size());
            String text = server.gateway().events(Event.GatewayNotice.class).stream()
                    .filter(notice -> notice.severity() == Event.Severity.WARNING)
                    .findFirst()
                    .orElseThrow()
                    .text();
            assertTrue(text.contains("all 2 connections are in use"), text);
            first.socket().close();
            server.await("a place is free", () -> server.loop().clients().size() == 1);
            try (RawClient fourth = server.client()) {
                assertEquals(ANSWER, fourth.ask(ASK));
            }
        }
    }

    @Test
    void aThousandConnectionsAtOnceAreTurnedAwayWithOneNotice() throws IOException {
        try (TestServer server = server("max.connections", 32);
                RawClient first = server.client()) {
            assertEquals(ANSWER, first.ask(ASK));
            List<RawClient> crowd = new ArrayList<>();
            try {
                for (int i = 0; i < 1000; i++) {
                    crowd.add(server.client());
                }
                server.await(
                        "all are seen",
                        () -> server.count("connections turned away because the server was full")
                                        + server.count("connections accepted")
                                == 1001);
                assertEquals(32, server.loop().clients().size());
                assertEquals(ANSWER, first.ask(ASK));
                for (int i = 0; i < 31; i++) {
                    assertEquals(ANSWER, crowd.get(i).ask(ASK));
                }
                for (int i = 31; i < 1000; i++) {
                    assertTrue(crowd.get(i).closedByServer());
                }
            } finally {
                for (RawClient one : crowd) {
                    one.close();
                }
            }
            server.await("all are gone", () -> server.loop().clients().size() == 1);
            assertEquals(
                    1,
                    server.gateway().events(Event.GatewayNotice.class).stream()
                            .filter(notice -> notice.severity() == Event.Severity.WARNING)
                            .count());
        }
    }

    /** Messaging on TCP/IP V1.0b §3.1.3: protocol 0; length 2..254 follows from the longest PDU of 253 bytes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "00 01 00 01 00 06 09 03 00 6B 00 01",
                "00 01 01 00 00 06 09 03 00 6B 00 01",
                "00 01 00 00 00 00",
                "00 01 00 00 00 01 09",
                "00 01 00 00 00 FF 09 03",
                "00 01 00 00 10 06 09 03",
                "47 45 54 20 2F 20 48 54 54 50"
            })
    void aStreamThatIsNoModbusTcpIsClosedAndCounted(String bytes) throws IOException {
        try (TestServer server = server();
                RawClient client = server.client();
                RawClient other = server.client()) {
            client.send(bytes);
            assertTrue(client.closedByServer());
            assertEquals(1, server.count("connections closed: no Modbus"));
            assertEquals(ANSWER, other.ask(ASK));
        }
    }

    @Test
    void aRequestBeforeTheGarbageIsStillAnswered() throws IOException {
        try (TestServer server = server();
                RawClient client = server.client()) {
            client.send(ASK + " DE AD BE EF DE AD BE EF");
            assertEquals(ANSWER, client.receive());
            assertTrue(client.closedByServer());
        }
    }

    @Test
    void aFrameMayComeByteByByte() throws IOException {
        try (TestServer server = server();
                RawClient client = server.client()) {
            for (String one : ASK.split(" ", -1)) {
                client.send(one);
            }
            assertEquals(ANSWER, client.receive());
        }
    }

    @Test
    void manyRequestsInOneSegmentAreAllAnswered() throws IOException {
        try (TestServer server = server();
                RawClient client = server.client()) {
            client.send(String.join(" ", java.util.Collections.nCopies(500, ASK)));
            for (int i = 0; i < 500; i++) {
                assertEquals(ANSWER, client.receive());
            }
        }
    }

    @Test
    void aFrameThatIsNeverFinishedClosesTheConnection() throws IOException {
        try (TestServer server = server("frame.s", 10);
                RawClient loris = server.client();
                RawClient other = server.client()) {
            assertEquals(ANSWER, loris.ask(ASK));
            loris.send("00 01 00");
            assertEquals(ANSWER, other.ask(ASK));
            server.pass(Duration.ofSeconds(9));
            loris.send("00");
            server.image(0x6B, 0x022B);
            assertEquals(ANSWER, other.ask(ASK));
            assertEquals(0, server.count("connections closed: frame never finished"));
            server.pass(Duration.ofSeconds(2));
            assertTrue(loris.closedByServer());
            assertEquals(1, server.count("connections closed: frame never finished"));
            server.image(0x6B, 0x022B);
            assertEquals(ANSWER, other.ask(ASK));
        }
    }

    @Test
    void anIdleClientIsClosedAndABusyOneStays() throws IOException {
        try (TestServer server = server("idle.s", 600, "freshness.ms", 3_600_000);
                RawClient idle = server.client();
                RawClient busy = server.client()) {
            assertEquals(ANSWER, idle.ask(ASK));
            server.pass(Duration.ofSeconds(400));
            assertEquals(ANSWER, busy.ask(ASK));
            server.pass(Duration.ofSeconds(201));
            assertTrue(idle.closedByServer());
            assertEquals(ANSWER, busy.ask(ASK));
            assertEquals(1, server.count("connections closed: idle"));
        }
    }

    @Test
    void anIdleLimitOfZeroMeansNever() throws IOException {
        try (TestServer server = server("idle.s", 0, "freshness.ms", 3_600_000);
                RawClient client = server.client()) {
            assertEquals(ANSWER, client.ask(ASK));
            server.pass(Duration.ofSeconds(1_000_000));
            server.image(0x6B, 0x022B);
            assertEquals(ANSWER, client.ask(ASK));
        }
    }

    /** Answers pile up in the sockets first; then the server stops reading, and at last lets the client go. */
    @Test
    void aClientThatNeverReadsIsDroppedAndTheOthersGoOn() throws IOException {
        try (TestServer server = server("stall.s", 10, "idle.s", 0, "freshness.ms", 3_600_000);
                RawClient deaf = server.client();
                RawClient other = server.client()) {
            server.image(0, new int[125]);
            Thread sender = new Thread(() -> flood(deaf));
            sender.start();
            server.await("it is dropped", () -> {
                server.pass(Duration.ofMillis(200));
                return server.count("connections closed: answers not read") == 1;
            });
            server.image(0x6B, 0x022B);
            assertEquals(ANSWER, other.ask(ASK));
            deaf.socket().close();
        }
    }

    private static void flood(RawClient deaf) {
        try {
            while (true) {
                deaf.send("00 01 00 00 00 06 09 03 00 00 00 7D");
            }
        } catch (IOException e) {
            assertTrue(e instanceof SocketException);
        }
    }

    @Test
    void aClientThatStopsSendingStillGetsItsLastAnswers() throws IOException {
        try (TestServer server = server();
                RawClient client = server.client()) {
            client.send("00 09 00 00 00 06 09 03 00 01 00 01");
            FakeLine.Asked asked = server.line().next();
            client.socket().shutdownOutput();
            asked.answer(new BusReply.Data(Registers.of(5), server.time().instant()));
            assertEquals("00 09 00 00 00 05 09 03 02 00 05", client.receive());
            assertTrue(client.closedByServer());
        }
    }

    @Test
    void clientsAreListedWithWhatTheyAsked() throws IOException {
        try (TestServer server = server();
                RawClient client = server.client()) {
            client.ask(ASK);
            server.time().advance(Duration.ofMillis(500));
            client.ask("00 02 00 00 00 02 09 07");
            Face.Client listed = server.loop().clients().get(0);
            assertEquals("127.0.0.1:" + client.socket().getLocalPort(), listed.from());
            assertEquals(2, listed.requests());
            assertEquals(1, listed.exceptions());
            assertEquals(FakeTime.START.plusMillis(500), listed.lastRequest());
        }
    }

    @Test
    void aTakenPortIsToldOnceAndTriedAgainUntilItIsFree() throws IOException {
        ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        try (TestServer server = TestServer.unopened("port", holder.getLocalPort())) {
            server.await("the fault is told", () -> !notices(server).isEmpty());
            Event.GatewayNotice told = notices(server).get(0);
            assertEquals(Event.Severity.ERROR, told.severity());
            assertTrue(told.text().contains("127.0.0.1, port " + holder.getLocalPort()), told.text());
            server.pass(Duration.ofSeconds(2));
            server.pass(Duration.ofSeconds(4));
            holder.close();
            server.await("the door opens", () -> {
                server.pass(Duration.ofSeconds(8));
                return !server.loop().address().isEmpty();
            });
            server.awaitOpen();
            assertEquals(
                    List.of(Event.Severity.ERROR, Event.Severity.INFO),
                    notices(server).stream().map(Event.GatewayNotice::severity).toList());
        }
    }

    private static List<Event.GatewayNotice> notices(TestServer server) {
        return server.gateway().events(Event.GatewayNotice.class);
    }

    @Test
    void stoppingClosesEveryConnectionAndTheDoor() throws IOException {
        TestServer server = server();
        int port = server.port();
        try (RawClient client = server.client()) {
            assertEquals(ANSWER, client.ask(ASK));
            server.close();
            assertTrue(client.closedByServer());
        }
        assertFalse(server.running());
        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
        assertEquals("closed", notices(server).get(notices(server).size() - 1).text());
    }
}
