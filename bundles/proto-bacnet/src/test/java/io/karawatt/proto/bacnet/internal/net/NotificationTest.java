package io.karawatt.proto.bacnet.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.proto.bacnet.internal.net.Counters.Kind;
import io.karawatt.proto.bacnet.internal.net.Outbound.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the gateway sends by itself, and the client's side of confirmed requests (clause 5.4.4). */
class NotificationTest {

    private static final int COV = 1;
    private static final int UNCONFIRMED_COV = 2;
    private static final BacnetAddress REMOTE = BacnetAddress.parse("192.0.2.7:47808/10:44");

    private final List<Delivery> delivered = new ArrayList<>();

    private static Octets body() {
        return new Octets(8, 8).u16(0x0912);
    }

    private void notify(TestStack gateway, int device, BacnetAddress to) {
        gateway.application().outbound().confirmed(device, to, COV, body(), delivered::add);
        gateway.turn();
    }

    @Test
    void anUnconfirmedNotificationComesFromItsMeter() {
        try (TestStack gateway = new TestStack()) {
            assertTrue(gateway.application().outbound().unconfirmed(5, REMOTE, UNCONFIRMED_COV, body()));
            gateway.turn();
            gateway.expectUnicast(TestStack.PEER, "01 28 000A 01 44 07D1 01 05 FF 10 02 0912");
        }
    }

    @Test
    void aConfirmedNotificationIsDoneWhenItIsAcknowledged() {
        try (TestStack gateway = new TestStack()) {
            notify(gateway, 5, TestStack.PEER);
            gateway.expectUnicast(TestStack.PEER, "01 0C 07D1 01 05 00 05 01 01 0912");
            gateway.unicast("01 00 20 01 01"); // to the gateway, not to the meter
            gateway.unicast("01 20 07D1 01 05 FF 20 02 01"); // another number
            assertEquals(List.of(), delivered);
            gateway.unicast("01 20 07D1 01 05 FF 20 01 01");
            assertEquals(List.of(Delivery.ACKNOWLEDGED), delivered);
            gateway.unicast("01 20 07D1 01 05 FF 20 01 01");
            gateway.after(Duration.ofMinutes(1));
            gateway.expectNothing();
            assertEquals(1, delivered.size());
        }
    }

    @Test
    void errorRejectAndAbortAreRefusals() {
        try (TestStack gateway = new TestStack()) {
            String[] answers = {"50 01 01 91 01 91 1F", "60 02 09", "71 03 00", "3C 04 00 10 01 00"};
            for (String answer : answers) {
                notify(gateway, Application.GATEWAY, TestStack.PEER);
                gateway.sent().clear();
                gateway.unicast("01 00" + answer);
            }
            assertEquals(List.of(Delivery.REFUSED, Delivery.REFUSED, Delivery.REFUSED, Delivery.REFUSED), delivered);
            gateway.expectUnicast(TestStack.PEER, "01 00 70 04 04"); // we take no segments here
        }
    }

    @Test
    void withoutAnswerItIsRepeatedAsSetThenGivenUp() {
        try (TestStack gateway = new TestStack("apdu.timeout.ms", 1000, "apdu.retries", 2)) {
            notify(gateway, Application.GATEWAY, REMOTE);
            gateway.after(Duration.ofMillis(2990));
            String sent = "01 24 000A 01 44 FF 00 05 01 01 0912";
            gateway.expectUnicast(TestStack.PEER, sent, sent, sent);
            assertEquals(List.of(), delivered);
            gateway.after(Duration.ofMillis(20));
            assertEquals(List.of(Delivery.UNANSWERED), delivered);
            assertEquals(2, gateway.count(Kind.RETRIES));
        }
    }

    @Test
    void aFloodOfNotificationsIsBoundedForEachAddressAndInTotal() {
        try (TestStack gateway = new TestStack("apdu.timeout.ms", 1000, "apdu.retries", 0)) {
            for (int i = 0; i < 5000; i++) {
                BacnetAddress to = BacnetAddress.local(TestStack.PEER.ip() + i % 50, 47808);
                gateway.application().outbound().confirmed(5, to, COV, body(), delivered::add);
            }
            for (int i = 0; i < 5; i++) {
                gateway.turn();
            }
            assertEquals(Requester.IN_TOTAL, gateway.sent().size());
            assertEquals(5000 - Requester.IN_TOTAL, delivered.size());
            gateway.after(Duration.ofMillis(1100));
            assertEquals(5000, delivered.size(), "each is told once");
            for (int i = 0; i < 100; i++) {
                notify(gateway, 5, TestStack.PEER);
            }
            assertEquals(5000 + 100 - Requester.OF_ADDRESS, delivered.size());
        }
    }

    @Test
    void whatOthersThreadsGiveIsBoundedToo() {
        try (TestStack gateway = new TestStack()) {
            int taken = 0;
            for (int i = 0; i < 2 * Tasks.MOST; i++) {
                taken += gateway.application().outbound().unconfirmed(5, TestStack.PEER, UNCONFIRMED_COV, body())
                        ? 1
                        : 0;
            }
            assertEquals(Tasks.MOST, taken);
        }
    }

    @Test
    void whoIsToldToBeQuietDoesNotNotify() {
        try (TestStack gateway = new TestStack("dcc.password", "x")) {
            gateway.unicast("01 24 07D1 01 05 FF 00 04 05 11 19 02 2A 00 78"); // disable-initiation
            gateway.expectUnicast(TestStack.PEER, "01 08 07D1 01 05 20 05 11");
            assertFalse(gateway.application().outbound().unconfirmed(5, TestStack.PEER, UNCONFIRMED_COV, body()));
            notify(gateway, 5, TestStack.PEER);
            assertEquals(List.of(Delivery.SILENCED), delivered);
            gateway.expectNothing();
            notify(gateway, 9, TestStack.PEER);
            assertEquals(1, gateway.sent().size());
        }
    }

    @Test
    void timersRunWhenDueAndNotWhenCancelled() {
        try (TestStack gateway = new TestStack()) {
            List<String> done = new ArrayList<>();
            Outbound outbound = gateway.application().outbound();
            outbound.after(Duration.ofSeconds(2), () -> done.add("late"));
            outbound.after(Duration.ofSeconds(1), () -> done.add("early"));
            Outbound.Timer never = outbound.after(Duration.ofSeconds(1), () -> done.add("never"));
            gateway.turn();
            never.cancel();
            gateway.after(Duration.ofSeconds(3));
            assertEquals(List.of("early", "late"), done);
        }
    }

    @Test
    void closingTellsWhoeverWaits() {
        TestStack gateway = new TestStack();
        notify(gateway, 5, TestStack.PEER);
        gateway.close();
        assertEquals(List.of(Delivery.NOT_SENT), delivered);
        notify(gateway, 5, TestStack.PEER);
        assertEquals(List.of(Delivery.NOT_SENT, Delivery.NOT_SENT), delivered);
        assertTrue(gateway.application().closed());
    }
}
