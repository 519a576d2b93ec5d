package io.karawatt.proto.bacnet.internal.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.serotonin.bacnet4j.service.unconfirmed.IAmRequest;
import com.serotonin.bacnet4j.service.unconfirmed.IHaveRequest;
import com.serotonin.bacnet4j.service.unconfirmed.UnconfirmedRequestService;
import com.serotonin.bacnet4j.type.enumerated.ObjectType;
import com.serotonin.bacnet4j.type.enumerated.Segmentation;
import com.serotonin.bacnet4j.type.primitive.CharacterString;
import com.serotonin.bacnet4j.type.primitive.ObjectIdentifier;
import com.serotonin.bacnet4j.type.primitive.Unsigned16;
import com.serotonin.bacnet4j.type.primitive.UnsignedInteger;
import com.serotonin.bacnet4j.util.sero.ByteQueue;
import io.karawatt.access.Asker;
import io.karawatt.event.Event;
import io.karawatt.proto.bacnet.internal.net.Counters.Kind;
import io.karawatt.settings.ClockState;
import io.karawatt.settings.CommandOutcome;
import io.karawatt.settings.DeviceClocks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Unconfirmed services; the expected octets are those of BACnet4J's own encoder, or of Annex F. */
class UnconfirmedTest {

    private static final String GLOBAL_WHO_IS = "01 20 FFFF 00 FF 10 08";

    private static String octets(UnconfirmedRequestService service) {
        ByteQueue queue = new ByteQueue();
        service.write(queue);
        return String.format("10%02X", service.getChoiceId())
                + HexFormat.of().withUpperCase().formatHex(queue.popAll());
    }

    private static String iAm(int instance) {
        return octets(new IAmRequest(
                new ObjectIdentifier(ObjectType.device, instance),
                new UnsignedInteger(1476),
                Segmentation.segmentedBoth,
                new Unsigned16(0)));
    }

    private static String iHave(int device, ObjectIdentifier id) {
        return octets(
                new IHaveRequest(new ObjectIdentifier(ObjectType.device, device), id, new CharacterString("OATemp")));
    }

    @Test
    void whoIsOfAllIsAnsweredByGatewayAndMeters() {
        try (TestStack gateway = new TestStack()) {
            gateway.broadcast(GLOBAL_WHO_IS);
            gateway.after(Duration.ofSeconds(2));
            gateway.expectBroadcast("0100" + iAm(100), "0108 07D1 01 05" + iAm(105), "0108 07D1 01 09" + iAm(109));
        }
    }

    @Test
    void whoIsOfTheSubnetIsAnsweredByTheGatewayAlone() {
        try (TestStack gateway = new TestStack()) {
            gateway.broadcast("01 00 10 08");
            gateway.after(Duration.ofSeconds(2));
            gateway.expectBroadcast("0100" + iAm(100));
        }
    }

    @Test
    void whoIsOfTheVirtualNetworkIsAnsweredByTheMetersAlone() {
        try (TestStack gateway = new TestStack()) {
            gateway.broadcast("01 20 07D1 00 FF 10 08");
            gateway.after(Duration.ofSeconds(2));
            gateway.expectBroadcast("0108 07D1 01 05" + iAm(105), "0108 07D1 01 09" + iAm(109));
        }
    }

    @Test
    void onlyInstancesWithinTheRangeAnswer() {
        try (TestStack gateway = new TestStack()) {
            gateway.broadcast("01 20 FFFF 00 FF 10 08 09 69 19 69"); // 105..105
            gateway.after(Duration.ofSeconds(2));
            gateway.expectBroadcast("0108 07D1 01 05" + iAm(105));
            gateway.broadcast("01 00 10 08 09 03 19 03"); // Annex F.5.9: nobody here
            gateway.after(Duration.ofSeconds(2));
            gateway.expectNothing();
        }
    }

    @Test
    void whoAsksAloneOrFromAnotherPortIsAnsweredAlone() {
        BacnetAddress otherPort = BacnetAddress.parse("192.0.2.8:50001");
        try (TestStack gateway = new TestStack()) {
            gateway.unicast("01 00 10 08");
            gateway.after(Duration.ofSeconds(1));
            gateway.expectUnicast(TestStack.PEER, "0100" + iAm(100));
            gateway.receive(otherPort, TestStack.link("0B", "01 00 10 08"));
            gateway.after(Duration.ofSeconds(1));
            gateway.expectUnicast(otherPort, "0100" + iAm(100));
        }
    }

    @Test
    void whoAsksBehindARouterIsAnsweredOnHisNetwork() {
        try (TestStack gateway = new TestStack()) {
            gateway.broadcast("01 28 FFFF 00 000A 01 44 FE 10 08 09 64 19 64");
            gateway.after(Duration.ofSeconds(1));
            gateway.expectUnicast(TestStack.PEER, "0120 000A 00 FF" + iAm(100));
        }
    }

    @Test
    void thirtyTwoMetersAnswerWithinTwoSecondsNeverAllAtOnce() {
        try (TestStack gateway = new TestStack()) {
            List<Application.Device> site = new ArrayList<>();
            IntStream.rangeClosed(0, 32).forEach(i -> site.add(new Application.Device(i, 100 + i, "d" + i, 1)));
            gateway.application().show(site);
            gateway.after(Duration.ofSeconds(3));
            gateway.sent().clear();
            gateway.broadcast(GLOBAL_WHO_IS);
            int most = 0;
            for (int step = 0; step < 20; step++) {
                int before = gateway.sent().size();
                gateway.after(Duration.ofMillis(100));
                most = Math.max(most, gateway.sent().size() - before);
            }
            assertEquals(33, gateway.sent().size());
            assertTrue(most <= 5, most + " in 100 ms");
        }
    }

    @Test
    void aFloodOfWhoIsMakesNoStorm() {
        try (TestStack gateway = new TestStack()) {
            for (int i = 0; i < 1000; i++) {
                gateway.broadcast(GLOBAL_WHO_IS);
                gateway.after(Duration.ofMillis(1));
            }
            assertTrue(gateway.sent().size() <= 30, gateway.sent().size() + " answers within a second");
            assertTrue(gateway.count(Kind.HELD_BACK) > 900);
        }
    }

    @Test
    void aDeviceThatComesSaysSo() {
        try (TestStack gateway = new TestStack()) {
            List<Application.Device> more =
                    new ArrayList<>(gateway.application().devices());
            more.add(new Application.Device(17, 117, "meter 17", 2));
            gateway.application().show(more);
            gateway.after(Duration.ofSeconds(2));
            gateway.expectBroadcast("0128 FFFF 00 07D1 01 11 FF" + iAm(117));
        }
    }

    @Test
    void whoHasFindsByNameAndByIdentifier() {
        try (TestStack gateway = new TestStack()) {
            gateway.broadcast("01 20 FFFF 00 FF 10 07 3D 07 00 4F 41 54 65 6D 70"); // Annex F.4.9: "OATemp"
            gateway.after(Duration.ofSeconds(2));
            gateway.expectBroadcast("0108 07D1 01 05" + iHave(105, new ObjectIdentifier(ObjectType.analogInput, 3)));
            gateway.broadcast("01 20 FFFF 00 FF 10 07 09 64 19 69 2C 00 00 00 68"); // 100..105, Analog Input 104
            gateway.after(Duration.ofSeconds(2));
            ObjectIdentifier id = new ObjectIdentifier(ObjectType.analogInput, 104);
            gateway.expectBroadcast("0100" + iHave(100, id), "0108 07D1 01 05" + iHave(105, id));
        }
    }

    @Test
    void wrongQuestionsAreDropped() {
        try (TestStack gateway = new TestStack()) {
            String[] wrong = {
                "10 08 09 03",
                "10 08 09 05 19 03",
                "10 08 19 03 09 03",
                "10 08 0C 01 00 00 00 1C 01 00 00 00",
                "10 08 09 03 19 03 29 01",
                "10 07",
                "10 07 3D 07 00 4F",
                "10 07 2A 00 00",
                "10 00 C4 02 00 00",
                "10"
            };
            for (String apdu : wrong) {
                gateway.broadcast("01 20 FFFF 00 FF" + apdu);
            }
            gateway.after(Duration.ofSeconds(2));
            gateway.expectNothing();
            assertEquals(wrong.length, gateway.count(Kind.BAD_APDU));
        }
    }

    @Test
    void anotherDeviceWithOneOfOurInstancesIsToldOnce() {
        try (TestStack gateway = new TestStack()) {
            for (int i = 0; i < 3; i++) {
                gateway.broadcast("01 20 FFFF 00 FF" + iAm(105));
            }
            assertEquals(
                    1,
                    gateway.events().stream()
                            .filter(e -> e instanceof Event.GatewayNotice
                                    && e.describe().contains("105 (meter 5) is also used by 192.0.2.7:47808"))
                            .count());
            assertTrue(gateway.ground().notices().troubles().get(0).contains("main.instance"));
        }
    }

    @Test
    void anOperatorSeesWhoAnswers() {
        try (TestStack gateway = new TestStack()) {
            CompletableFuture<List<io.karawatt.bacnet.BacnetGateway.Heard>> answer = new CompletableFuture<>();
            gateway.stack().search(500, 70_000, Duration.ofSeconds(1), answer);
            gateway.turn();
            gateway.expectBroadcast("0120 FFFF 00 FF 1008 0A01F4 1B011170");
            gateway.broadcast("01 28 FFFF 00 000A 01 44 FE" + iAm(600));
            gateway.broadcast("01 20 FFFF 00 FF" + iAm(501));
            gateway.broadcast("01 20 FFFF 00 FF" + iAm(499));
            gateway.after(Duration.ofSeconds(1));
            assertEquals(
                    List.of("501 192.0.2.7:47808 1476 both", "600 192.0.2.7:47808/10:44 1476 both"),
                    answer.join().stream()
                            .map(h -> h.instance() + " " + h.address() + " " + h.maxApdu() + " " + h.segmentation())
                            .toList());
        }
    }

    /** Keeps what it is told. */
    private static final class Clocks implements DeviceClocks {

        private final List<Instant> set = new ArrayList<>();

        @Override
        public CompletableFuture<ClockState> read(String device) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<List<ClockState>> readAll() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<CommandOutcome> set(Asker asker, String device, Instant now) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<CommandOutcome> setAll(Asker asker, Instant now) {
            set.add(now);
            return new CompletableFuture<>();
        }
    }

    @Test
    void timeIsTakenFromListedSourcesOnly() {
        String annexF = "01 00 10 06 A4 5C 0B 11 FF B4 16 2D 1E 46"; // Annex F.4.7: 1992-11-17 22:45:30.70
        Clocks clocks = new Clocks();
        try (TestStack gateway = new TestStack()) {
            gateway.services().setClocks(clocks);
            gateway.broadcast(annexF);
            assertTrue(clocks.set.isEmpty());
            gateway.expectEvent(Event.AccessRefused.class, "clocks of all devices");
        }
        try (TestStack gateway = new TestStack("time.sources", "192.0.2.7")) {
            gateway.services().setClocks(clocks);
            gateway.broadcast(annexF);
            assertEquals(List.of(Instant.parse("1992-11-17T20:45:30.700Z")), clocks.set, "the zone is +02:00");
            gateway.broadcast(annexF);
            assertEquals(1, clocks.set.size(), "once a minute");
            gateway.after(TimeSync.PERIOD);
            gateway.broadcast("01 00 10 09 A4 5C 0B 11 FF B4 16 2D 1E 46");
            assertEquals(Instant.parse("1992-11-17T22:45:30.700Z"), clocks.set.get(1));
            gateway.after(TimeSync.PERIOD);
            gateway.broadcast("01 00 10 09 A4 5C 0B FF FF B4 16 2D 1E 46"); // any day
            gateway.broadcast("01 00 10 09 A4 5C 0B 1F FF B4 16 2D 1E 46"); // 31 November
            assertEquals(2, clocks.set.size());
        }
    }
}
