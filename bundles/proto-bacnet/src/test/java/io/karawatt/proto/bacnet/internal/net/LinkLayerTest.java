package io.karawatt.proto.bacnet.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.access.AccessDecision;
import io.karawatt.access.AccessPolicy;
import io.karawatt.access.AccessRequest;
import io.karawatt.event.Event;
import io.karawatt.proto.bacnet.internal.net.Counters.Kind;
import io.karawatt.proto.bacnet.internal.net.TestStack.Sent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Virtual link layer: octets by ASHRAE 135 Annex J.2, written by hand. */
class LinkLayerTest {

    private static final BacnetAddress OTHER_BBMD = BacnetAddress.parse("198.51.100.9:47808");
    private static final BacnetAddress FOREIGN = BacnetAddress.parse("203.0.113.5:50000");
    private static final String WHO_IS = "01 20 FFFF 00 FF 10 08".replace(" ", "");
    private static final String UNKNOWN_NETWORK_QUESTION = "0180 00 0BB8".replace(" ", "");

    private static TestStack bbmd(Object... more) {
        Object[] all = new Object[more.length + 4];
        all[0] = "bbmd.enabled";
        all[1] = true;
        all[2] = "bbmd.table";
        all[3] = "198.51.100.9";
        System.arraycopy(more, 0, all, 4, more.length);
        return new TestStack(all);
    }

    private static Sent sent(BacnetAddress to, String hex) {
        return new Sent(to, hex.replace(" ", ""));
    }

    @Test
    void withoutBbmdAllItsServicesAreRefusedWithTheirCode() {
        try (TestStack gateway = new TestStack()) {
            String[][] refused = {
                {"81 01 000E C0000202 BAC0 FFFFFFFF", "0010"},
                {"81 02 0004", "0020"},
                {"81 05 0006 003C", "0030"},
                {"81 06 0004", "0040"},
                {"81 08 000A CB007105 C350", "0050"},
                {"81 09 000C" + WHO_IS, "0060"},
            };
            for (String[] one : refused) {
                gateway.receive(TestStack.PEER, one[0]);
                assertEquals(List.of(sent(TestStack.PEER, "81 00 0006" + one[1])), gateway.sent(), one[0]);
                gateway.sent().clear();
            }
        }
    }

    @Test
    void aBroadcastOfTheSubnetGoesToTheOtherBbmds() {
        try (TestStack gateway = bbmd()) {
            gateway.broadcast(UNKNOWN_NETWORK_QUESTION);
            assertEquals(
                    List.of(sent(OTHER_BBMD, "81 04 000F C0000207 BAC0" + UNKNOWN_NETWORK_QUESTION)), gateway.sent());
        }
    }

    @Test
    void aBroadcastOfAnotherSubnetIsDistributedHereButNotSentBack() {
        try (TestStack gateway = bbmd()) {
            String forwarded = "81 04 000F C6336407 BAC0" + UNKNOWN_NETWORK_QUESTION;
            gateway.receive(OTHER_BBMD, forwarded);
            assertEquals(List.of(sent(TestStack.BROADCAST, forwarded)), gateway.sent());
        }
    }

    @Test
    void whatOthersThanThePeersForwardIsHeardButNotDistributed() {
        try (TestStack gateway = bbmd()) {
            gateway.receive(
                    FOREIGN,
                    "81 04 0011 C6336407 BAC0 0180 00 07D1 0000"
                            .replace("0011", "000F")
                            .replace(" 0000", ""));
            assertTrue(gateway.sent().stream()
                    .noneMatch(s -> s.hex().startsWith("8104") && s.to().equals(TestStack.BROADCAST)));
            assertTrue(gateway.sent().contains(sent(TestStack.BROADCAST, "81 0B 0009 0180 01 07D1")));
        }
    }

    @Test
    void aRegisteredForeignDeviceSpeaksToAllAndHearsAll() {
        try (TestStack gateway = bbmd()) {
            gateway.receive(FOREIGN, "81 05 0006 003C");
            assertEquals(List.of(sent(FOREIGN, "81 00 0006 0000")), gateway.sent());
            gateway.sent().clear();
            gateway.receive(FOREIGN, "81 09 0009" + UNKNOWN_NETWORK_QUESTION);
            String forwarded = "81 04 000F CB007105 C350" + UNKNOWN_NETWORK_QUESTION;
            assertEquals(List.of(sent(TestStack.BROADCAST, forwarded), sent(OTHER_BBMD, forwarded)), gateway.sent());
            gateway.sent().clear();
            gateway.broadcast(UNKNOWN_NETWORK_QUESTION);
            String heard = "81 04 000F C0000207 BAC0" + UNKNOWN_NETWORK_QUESTION;
            assertEquals(List.of(sent(OTHER_BBMD, heard), sent(FOREIGN, heard)), gateway.sent());
        }
    }

    @Test
    void ourOwnBroadcastsGoEverywhere() {
        try (TestStack gateway = bbmd()) {
            gateway.receive(FOREIGN, "81 05 0006 003C");
            gateway.sent().clear();
            gateway.broadcast("0180 00 07D1");
            String own = "81 04 000F C0000201 BAC0 0180 01 07D1";
            assertTrue(gateway.sent().contains(sent(OTHER_BBMD, own)));
            assertTrue(gateway.sent().contains(sent(FOREIGN, own)));
            assertTrue(gateway.sent().contains(sent(TestStack.BROADCAST, "81 0B 0009 0180 01 07D1")));
        }
    }

    @Test
    void aRegistrationEnds30SecondsAfterItsTime() {
        try (TestStack gateway = bbmd()) {
            gateway.receive(FOREIGN, "81 05 0006 003C");
            gateway.after(Duration.ofSeconds(60));
            gateway.sent().clear();
            gateway.receive(TestStack.PEER, "81 06 0004");
            assertEquals(List.of(sent(TestStack.PEER, "81 07 000E CB007105 C350 003C 001E")), gateway.sent());
            gateway.after(Duration.ofSeconds(30));
            gateway.sent().clear();
            gateway.receive(FOREIGN, "81 09 0009" + UNKNOWN_NETWORK_QUESTION);
            assertEquals(List.of(sent(FOREIGN, "81 00 0006 0060")), gateway.sent());
        }
    }

    @Test
    void theForeignDeviceTableHasAnEnd() {
        try (TestStack gateway = bbmd()) {
            for (int i = 0; i <= ForeignDevices.MOST; i++) {
                gateway.sent().clear();
                gateway.receive(BacnetAddress.local(FOREIGN.ip() + i, 47808), "81 05 0006 FFFF");
            }
            assertTrue(gateway.sent().get(0).hex().endsWith("0030"));
            gateway.receive(FOREIGN, "81 05 0006 0000");
            assertTrue(gateway.sent().get(1).hex().endsWith("0030"), "a lifetime of 0 is none");
        }
    }

    @Test
    void theBroadcastTableIsToldWithOurselvesInIt() {
        try (TestStack gateway = bbmd()) {
            gateway.receive(TestStack.PEER, "81 02 0004");
            assertEquals(
                    List.of(sent(TestStack.PEER, "81 03 0018 C0000201 BAC0 FFFFFFFF C6336409 BAC0 FFFFFFFF")),
                    gateway.sent());
        }
    }

    @Test
    void tablesAreChangedByOthersOnlyWhenThePolicyAllowsIt() {
        String write = "81 01 000E CB007109 BAC0 FFFFFFFF";
        String delete = "81 08 000A CB007105 C350";
        // Who may command outputs may not change tables for it.
        AccessPolicy commands = request -> request.operation() == AccessRequest.Operation.COMMAND
                ? new AccessDecision.Allowed()
                : new AccessDecision.Refused("not today");
        try (TestStack gateway = new TestStack(commands, "bbmd.enabled", true)) {
            gateway.receive(FOREIGN, "81 05 0006 003C");
            gateway.sent().clear();
            gateway.receive(TestStack.PEER, write);
            gateway.receive(TestStack.PEER, delete);
            assertEquals(
                    List.of(sent(TestStack.PEER, "81 00 0006 0010"), sent(TestStack.PEER, "81 00 0006 0050")),
                    gateway.sent());
            gateway.expectEvent(Event.AccessRefused.class, "broadcast distribution table");
            assertEquals(1, gateway.stack().foreignDevices().size());
        }
        try (TestStack gateway = bbmd()) {
            gateway.receive(FOREIGN, "81 05 0006 003C");
            gateway.receive(TestStack.PEER, write);
            gateway.receive(TestStack.PEER, delete);
            assertEquals(
                    List.of("203.0.113.9:47808 255.255.255.255"),
                    gateway.stack().broadcastTable());
            assertTrue(gateway.stack().foreignDevices().isEmpty());
            gateway.expectEvent(Event.WriteHappened.class, "203.0.113.9");
        }
    }

    @Test
    void aFloodOfBroadcastsIsNotMultiplied() {
        try (TestStack gateway = bbmd()) {
            for (int i = 0; i < 5000; i++) {
                gateway.broadcast(UNKNOWN_NETWORK_QUESTION);
            }
            assertEquals(Bbmd.MOST_BROADCASTS, gateway.sent().size());
            assertEquals(5000 - Bbmd.MOST_BROADCASTS, gateway.count(Kind.NOT_PASSED_ON));
        }
    }

    @Test
    void weRegisterAsForeignDeviceRenewAndSayWhenItFails() {
        try (TestStack gateway = new TestStack("foreign.bbmd", "198.51.100.9", "foreign.ttl.s", 60)) {
            assertTrue(gateway.stack().beyond().startsWith("registering"));
            gateway.receive(OTHER_BBMD, "81 00 0006 0000");
            assertTrue(gateway.stack().beyond().startsWith("registered"));
            gateway.broadcast("0180 00 07D1");
            assertEquals(List.of(sent(OTHER_BBMD, "81 09 0009 0180 01 07D1")), gateway.sent());
            gateway.sent().clear();
            gateway.after(Duration.ofSeconds(35));
            assertTrue(gateway.sent().contains(sent(OTHER_BBMD, "81 05 0006 003C")), "renewed after half of its time");
            assertTrue(gateway.stack().beyond().startsWith("registered"));
            gateway.after(Duration.ofSeconds(60));
            assertTrue(gateway.stack().beyond().contains("does not answer"));
            gateway.expectEvent(Event.GatewayNotice.class, "foreign.bbmd");
            gateway.receive(OTHER_BBMD, "81 00 0006 0030");
            assertTrue(gateway.stack().beyond().contains("refused it (0x0030)"));
            gateway.receive(TestStack.PEER, "81 00 0006 0000");
            assertFalse(gateway.stack().beyond().startsWith("registered"), "only the BBMD itself can grant it");
        }
    }

    @Test
    void whatIsNotBacnetIpIsDroppedAndCounted() {
        try (TestStack gateway = new TestStack()) {
            String[] wrong = {
                "",
                "81",
                "81 0A 00",
                "82 0A 0006 0100",
                "81 0A 0007 0100",
                "81 0A 0005 0100",
                "81 0C 0006 0100",
                "81 FF 0004",
                "81 04 0008 C0000207",
                "81 00 0005 00",
                "81 0A 05E2" + "00".repeat(0x5E2 - 4)
            };
            for (String datagram : wrong) {
                gateway.receive(TestStack.PEER, datagram);
            }
            gateway.expectNothing();
            assertEquals(wrong.length, gateway.count(Kind.BAD_LINK));
        }
    }

    @Test
    void ourOwnWordsAreNotHeard() {
        try (TestStack gateway = new TestStack()) {
            gateway.receive(TestStack.SELF, TestStack.link("0B", "0180 00 07D1"));
            gateway.receive(OTHER_BBMD, "81 04 000F C0000201 BAC0 0180 00 07D1");
            gateway.expectNothing();
        }
    }
}
