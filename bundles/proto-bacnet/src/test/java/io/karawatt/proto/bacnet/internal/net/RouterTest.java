package io.karawatt.proto.bacnet.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.event.Event;
import io.karawatt.proto.bacnet.internal.net.Counters.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Network layer: octets by ASHRAE 135 clauses 6.2 and 6.4, written by hand. The virtual network is 2001 = 0x07D1. */
class RouterTest {

    /** ReadProperty of Annex F.3.5: Present_Value of Analog Input 5, invoke id 1. */
    private static final String READ = "00 00 01 0C 0C 00 00 00 05 19 55";

    private static final String UNRECOGNIZED = "60 01 09";

    @Test
    void aRequestWithoutNetworkIsForTheGateway() {
        try (TestStack gateway = new TestStack()) {
            gateway.unicast("01 04" + READ);
            gateway.expectUnicast(TestStack.PEER, "01 00" + UNRECOGNIZED);
            assertEquals(
                    Application.GATEWAY, gateway.application().asked().get(0).device());
        }
    }

    @Test
    void aRequestToAMeterIsAnsweredInItsName() {
        try (TestStack gateway = new TestStack()) {
            gateway.unicast("01 24 07D1 01 05 FF" + READ);
            gateway.expectUnicast(TestStack.PEER, "01 08 07D1 01 05" + UNRECOGNIZED);
            assertEquals(5, gateway.application().asked().get(0).device());
        }
    }

    @Test
    void anAskerBehindARouterIsAnsweredThroughIt() {
        try (TestStack gateway = new TestStack()) {
            gateway.unicast("01 2C 07D1 01 05 000A 02 1234 FE" + READ);
            gateway.expectUnicast(TestStack.PEER, "01 28 000A 02 1234 07D1 01 05 FF" + UNRECOGNIZED);
            assertEquals(
                    "192.0.2.7:47808/10:1234",
                    gateway.application().asked().get(0).asker().text());
        }
    }

    @Test
    void aMeterThatIsNotThereDoesNotAnswer() {
        try (TestStack gateway = new TestStack()) {
            gateway.unicast("01 24 07D1 01 06 FF" + READ);
            gateway.expectNothing();
            assertEquals(1, gateway.count(Kind.UNREACHABLE));
        }
    }

    @Test
    void anUnknownNetworkIsRejectedWithReason1() {
        try (TestStack gateway = new TestStack()) {
            gateway.unicast("01 24 0BB8 01 06 FF" + READ);
            gateway.expectUnicast(TestStack.PEER, "01 80 03 01 0BB8");
            gateway.unicast("01 2C 0BB8 01 06 000A 01 44 FF" + READ);
            gateway.expectUnicast(TestStack.PEER, "01 A0 000A 01 44 FF 03 01 0BB8");
        }
    }

    @Test
    void aStationAddressOfWrongLengthIsAnAddressingError() {
        try (TestStack gateway = new TestStack()) {
            gateway.unicast("01 24 07D1 02 0005 FF" + READ);
            gateway.expectUnicast(TestStack.PEER, "01 80 03 06 07D1");
        }
    }

    // A client that others wrote sends SubscribeCOV with hop count 0.
    @Test
    void aMeterIsReachedWhateverTheHopCount() {
        try (TestStack gateway = new TestStack()) {
            gateway.unicast("01 24 07D1 01 05 00" + READ);
            assertEquals(1, gateway.application().asked().size());
        }
    }

    @Test
    void confirmedRequestsToManyAreDropped() {
        try (TestStack gateway = new TestStack()) {
            gateway.broadcast("01 04" + READ);
            gateway.unicast("01 24 07D1 00 FF" + READ);
            gateway.unicast("01 24 FFFF 00 FF" + READ);
            gateway.expectNothing();
            assertTrue(gateway.application().asked().isEmpty());
        }
    }

    @Test
    void whoIsRouterIsAnsweredForOurNetworkAndForAny() {
        try (TestStack gateway = new TestStack()) {
            gateway.broadcast("01 80 00 07D1");
            gateway.expectBroadcast("01 80 01 07D1");
            gateway.broadcast("01 80 00");
            gateway.expectBroadcast("01 80 01 07D1");
            gateway.broadcast("01 80 00 07D2");
            gateway.expectNothing();
        }
    }

    @Test
    void aFloodOfWhoIsRouterIsAnsweredTenTimesASecond() {
        try (TestStack gateway = new TestStack()) {
            for (int i = 0; i < 1000; i++) {
                gateway.broadcast("01 80 00");
            }
            assertEquals(NetworkMessages.MOST_ANSWERS, gateway.sent().size());
        }
    }

    @Test
    void theRoutingTableIsToldButNotTaken() {
        try (TestStack gateway = new TestStack()) {
            gateway.unicast("01 80 06 00");
            gateway.expectUnicast(TestStack.PEER, "01 80 07 01 07D1 01 00");
            gateway.unicast("01 80 06 01 0005 01 00");
            gateway.expectUnicast(TestStack.PEER, "01 80 03 00 0005");
            gateway.expectEvent(Event.AccessRefused.class, "routing table");
        }
    }

    @Test
    void unknownMessagesToUsAreRejectedWithReason3AndThoseToAllIgnored() {
        try (TestStack gateway = new TestStack()) {
            gateway.unicast("01 80 08 0005 00");
            gateway.expectUnicast(TestStack.PEER, "01 80 03 03 07D1");
            gateway.unicast("01 80 90 0063 01 02");
            gateway.expectUnicast(TestStack.PEER, "01 80 03 03 07D1");
            gateway.broadcast("01 80 08 0005 00");
            gateway.broadcast("01 80 02 0005 01");
            gateway.unicast("01 80 04");
            gateway.unicast("01 80 05");
            gateway.unicast("01 80 03 01 0005");
            gateway.expectNothing();
        }
    }

    @Test
    void theNumberOfTheIpNetworkIsToldWhenItIsKnown() {
        try (TestStack gateway = new TestStack("ip.network", 3)) {
            gateway.broadcast("01 80 12");
            gateway.expectBroadcast("01 80 13 0003 01");
            gateway.broadcast("01 88 000A 01 44 12");
            gateway.expectNothing();
        }
        try (TestStack gateway = new TestStack()) {
            gateway.broadcast("01 80 12");
            gateway.expectNothing();
            gateway.broadcast("01 80 13 0004 01");
            gateway.broadcast("01 80 12");
            gateway.expectBroadcast("01 80 13 0004 00");
        }
    }

    @Test
    void whoTellsTheNumberOfTheIpNetworkReachesTheGatewayAlone() {
        try (TestStack gateway = new TestStack("ip.network", 3)) {
            gateway.unicast("01 24 0003 06 C0000201BAC0 FF" + READ);
            gateway.expectUnicast(TestStack.PEER, "01 00" + UNRECOGNIZED);
            gateway.unicast("01 24 0003 06 C0000203BAC0 FF" + READ);
            gateway.unicast("01 24 0003 00 FF" + READ);
            gateway.expectNothing();
        }
    }

    @Test
    void anotherRouterToOurNetworkIsATroubleThatIsTold() {
        try (TestStack gateway = new TestStack()) {
            gateway.broadcast("01 80 01 000A 07D1");
            gateway.broadcast("01 80 01 000A 07D1");
            assertEquals(
                    1,
                    gateway.events().stream()
                            .filter(e -> e.describe().contains("2001 is also used by the router 192.0.2.7:47808"))
                            .count());
            assertEquals(1, gateway.ground().notices().troubles().size());
            gateway.after(Notices.MEMORY.plus(Duration.ofSeconds(2)));
            assertEquals(0, gateway.ground().notices().troubles().size());
        }
    }

    @Test
    void messagesInTheNameOfOurNetworkAreDropped() {
        try (TestStack gateway = new TestStack()) {
            gateway.unicast("01 0C 07D1 01 05" + READ);
            gateway.expectNothing();
            gateway.expectEvent(Event.GatewayNotice.class, "virtual.network");
        }
    }

    @Test
    void withAllInOneDeviceThereIsNoNetworkBehindUs() {
        try (TestStack gateway = new TestStack("single.device", true)) {
            gateway.broadcast("01 80 00");
            gateway.expectNothing();
            gateway.unicast("01 24 07D1 01 05 FF" + READ);
            gateway.expectUnicast(TestStack.PEER, "01 80 03 01 07D1");
        }
    }

    @Test
    void wrongHeadersAreDroppedAndCounted() {
        try (TestStack gateway = new TestStack()) {
            String[] wrong = {
                "02 04" + READ, // version
                "01", // cut
                "01 24 07D1 09 000102030405060708 FF" + READ, // longest station address is 8
                "01 24 0000 00 FF" + READ, // network 0
                "01 24 FFFF 01 05 FF" + READ, // all networks, but one station
                "01 0C FFFF 01 05" + READ, // source all networks
                "01 0C 0005 00" + READ, // source without station
                "01 24 07D1 01", // cut
                "01 20 07D1 01 05", // no hop count
                "01 80", // no message type
                "01 80 80 00" // vendor cut
            };
            for (String npdu : wrong) {
                gateway.unicast(npdu);
            }
            gateway.expectNothing();
            assertEquals(wrong.length, gateway.count(Kind.BAD_NETWORK));
        }
    }
}
