package io.karawatt.proto.bacnet.internal.cov;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.serotonin.bacnet4j.service.confirmed.SubscribeCOVPropertyRequest;
import com.serotonin.bacnet4j.service.confirmed.SubscribeCOVRequest;
import com.serotonin.bacnet4j.type.constructed.PropertyReference;
import com.serotonin.bacnet4j.type.enumerated.ObjectType;
import com.serotonin.bacnet4j.type.enumerated.PropertyIdentifier;
import com.serotonin.bacnet4j.type.primitive.Boolean;
import com.serotonin.bacnet4j.type.primitive.ObjectIdentifier;
import com.serotonin.bacnet4j.type.primitive.Real;
import com.serotonin.bacnet4j.type.primitive.UnsignedInteger;
import io.karawatt.bacnet.BacnetGateway;
import io.karawatt.proto.bacnet.internal.net.Outbound.Delivery;
import io.karawatt.proto.bacnet.internal.object.Plant;
import io.karawatt.proto.bacnet.internal.service.Bench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Change-of-value reporting with a clock that is moved; notifications by the layout of Annex F.1. */
class ChangeOfValueTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String TO = "9>192.0.2.7:47808 2 ";

    private final Plant plant = new Plant();

    @TempDir
    private Path folder = Path.of("");

    private Bench bench() {
        Bench bench = new Bench(plant, folder, null, null);
        plant.image().fill("i35-9");
        plant.image().set("i35-9", "1/voltageV1", 65.0);
        return bench;
    }

    private static ObjectIdentifier input(int instance) {
        return new ObjectIdentifier(ObjectType.analogInput, instance);
    }

    private static SubscribeCOVRequest subscribe(int instance, boolean confirmed, int lifetime) {
        return new SubscribeCOVRequest(
                new UnsignedInteger(18), input(instance), Boolean.valueOf(confirmed), new UnsignedInteger(lifetime));
    }

    private static String notification(String flags, String remaining, String real) {
        return "0912" + "1c0200006d" + "2c00000068" + remaining + "4e0955" + "2e44" + real + "2f" + "096f2e8204" + flags
                + "2f4f";
    }

    private static void changed(Bench bench, double volts) {
        bench.plant().image().set("i35-9", "1/voltageV1", volts);
        bench.application().changes().news("i35-9");
        bench.server().pass(Duration.ofMillis(100));
    }

    /** Annex F.1.10 and F.1.3 with other instances: 65.0 is 42820000. */
    @Test
    void aSubscriberIsToldAtOnceAndThenOfEachChangeOfTheIncrement() {
        try (Bench bench = bench()) {
            assertEquals("0912" + "1c000000682900393c", Bench.encode(subscribe(104, false, 60)));
            assertEquals("done", bench.ask(9, subscribe(104, false, 60)));
            assertEquals(
                    List.of(TO + notification("00", "393c", "42820000")),
                    bench.server().sent());

            changed(bench, 65.9);
            assertEquals(List.of(), bench.server().sent(), "less than 1 V");
            changed(bench, 66.0);
            assertEquals(
                    List.of(TO + notification("00", "393c", "42840000")),
                    bench.server().sent());
        }
    }

    @Test
    void aMeterThatFallsSilentIsTold() {
        try (Bench bench = bench()) {
            bench.ask(9, subscribe(104, false, 60));
            bench.server().sent();

            plant.image().silence("i35-9");
            bench.application().changes().news("i35-9");
            bench.server().pass(Duration.ofMillis(100));

            assertEquals(
                    List.of(TO + notification("c0", "393c", "7fc00000")),
                    bench.server().sent());
        }
    }

    @Test
    void valuesThatGrowTooOldAreFoundWithoutAnyNews() {
        try (Bench bench = bench()) {
            bench.ask(9, subscribe(104, false, 60));
            bench.server().sent();
            plant.image().silence("i35-9");

            bench.server().pass(Duration.ofSeconds(6));

            assertEquals(1, bench.server().sent().size());
        }
    }

    @Test
    void aConfirmedNotificationIsNotOvertakenAndIsRepeatedWhenItGotLost() {
        try (Bench bench = bench()) {
            bench.ask(9, subscribe(104, true, 60));
            assertTrue(bench.server().sent().get(0).startsWith("9>192.0.2.7:47808 1! 0912"));

            changed(bench, 70);
            changed(bench, 80);
            assertEquals(List.of(), bench.server().sent(), "the first is not answered yet");

            bench.server().answer(Delivery.ACKNOWLEDGED);
            bench.server().pass(SECOND);
            List<String> next = bench.server().sent();
            assertEquals(1, next.size(), "what changed meanwhile is told once");
            assertTrue(next.get(0).contains("2e4442a000002f"), "80.0");

            bench.server().answer(Delivery.UNANSWERED);
            bench.server().pass(Duration.ofSeconds(6));
            assertEquals(1, bench.server().sent().size());
        }
    }

    @Test
    void aSubscriptionEndsAfterItsLifetimeOrWhenItIsCancelled() {
        try (Bench bench = bench()) {
            bench.ask(9, subscribe(104, false, 60));
            bench.ask(9, subscribe(105, false, 600));
            bench.server().pass(Duration.ofSeconds(66));
            assertEquals(1, bench.application().subscriptions().size());

            bench.ask(9, new SubscribeCOVRequest(new UnsignedInteger(18), input(105), null, null));
            bench.server().pass(Duration.ofSeconds(2));
            assertEquals(List.of(), bench.application().subscriptions());
            bench.server().sent();
            changed(bench, 500);
            assertEquals(List.of(), bench.server().sent());
        }
    }

    /** Nothing lives for ever: who asks for it, or for more than a day, gets a day. */
    @Test
    void noSubscriptionLivesForEver() {
        try (Bench bench = bench()) {
            bench.ask(9, subscribe(104, false, 0));
            bench.ask(9, subscribe(105, false, 10_000_000));
            bench.server().pass(SECOND.plusMillis(100));

            for (BacnetGateway.Subscription one : bench.application().subscriptions()) {
                assertEquals(Plant.START.plus(Duration.ofDays(1)), one.until());
            }
        }
    }

    /** Annex F.1.11 with other instances. */
    @Test
    void aPropertyCanBeWatchedWithAnIncrementOfItsOwn() {
        try (Bench bench = bench()) {
            SubscribeCOVPropertyRequest request = new SubscribeCOVPropertyRequest(
                    new UnsignedInteger(18),
                    input(104),
                    Boolean.FALSE,
                    new UnsignedInteger(60),
                    new PropertyReference(PropertyIdentifier.presentValue),
                    new Real(10));
            assertEquals("0912" + "1c00000068" + "2900" + "393c" + "4e09554f" + "5c41200000", Bench.encode(request));
            assertEquals("done", bench.ask(9, request));
            assertEquals(1, bench.server().sent().size());

            changed(bench, 74.9);
            assertEquals(List.of(), bench.server().sent());
            changed(bench, 75);
            assertEquals(1, bench.server().sent().size());
        }
    }

    @Test
    void whatCanNotBeWatchedIsRefused() {
        try (Bench bench = bench()) {
            assertEquals("error object unknown-object", bench.ask(9, subscribe(99, false, 60)));
            assertEquals(
                    "error object optional-functionality-not-supported",
                    bench.ask(9, 5, "0912" + "1c0200006d" + "2900" + "393c"));
            // Harmonics_Row_02 is read by no timetable; Description never changes
            assertEquals(
                    "error property not-cov-property", bench.ask(9, 28, "0912" + "1c00000092" + "2900393c4e0a02064f"));
            assertEquals(
                    "error property not-cov-property", bench.ask(9, 28, "0912" + "1c00000068" + "2900393c4e091c4f"));
            assertEquals(
                    "error property unknown-property", bench.ask(9, 28, "0912" + "1c00000068" + "2900393c4e09064f"));
            assertEquals("reject missing-required-parameter", bench.ask(9, 5, "0912" + "1c00000068" + "393c"));
            assertEquals(
                    "reject parameter-out-of-range",
                    bench.ask(9, 28, "0912" + "1c00000068" + "2900393c4e09554f5cc1200000"));
        }
    }

    @Test
    void aFloodOfSubscriptionsIsRefusedBeyondTheLimit() {
        try (Bench bench = bench()) {
            for (int load = 1; load <= 2; load++) {
                for (int index = 0; index < 25; index++) {
                    assertEquals("done", bench.ask(5, subscribe(load * 100 + index, false, 60)));
                }
            }
            assertEquals("error resources no-space-to-add-list-element", bench.ask(5, subscribe(304, false, 60)));
            assertEquals("done", bench.ask(5, subscribe(104, false, 60)), "one can be renewed");
        }
    }

    @Test
    void subscriptionsAreKeptOverARestart() throws IOException {
        try (Bench bench = bench()) {
            bench.ask(9, subscribe(104, false, 600));
            bench.ask(9, subscribe(105, true, 60));
        }
        assertEquals(3, Files.readAllLines(folder.resolve("subscriptions")).size());
        plant.clock().pass(Duration.ofMinutes(2));
        try (Bench again = bench()) {
            again.server().pass(SECOND);
            List<BacnetGateway.Subscription> kept = again.application().subscriptions();
            assertEquals(1, kept.size(), "the other has ended meanwhile");
            assertEquals("analog-input 104", kept.get(0).object());
            assertEquals(Plant.START.plusSeconds(600), kept.get(0).until());
            assertEquals(1, again.server().sent().size(), "told anew");
        }
    }

    @Test
    void aDamagedFileCostsOnlyTheDamagedLines() throws IOException {
        Files.writeString(
                folder.resolve("subscriptions"),
                "9 104 -1 1 192.0.2.7:47808 false NaN 2026-03-05T05:06:07Z\nrubbish\n9 104 -1 1 192.0.2.700:1 false NaN x\n");
        try (Bench bench = bench()) {
            assertEquals(1, bench.application().subscriptions().size());
        }
    }

    @Test
    void aMeterThatGoesAndComesBackIsWatchedAgain() {
        try (Bench bench = bench()) {
            bench.ask(9, subscribe(104, false, 600));
            bench.server().sent();
            bench.install(plant.view(plant.device("I-30", 5, "Ground floor", 3)));
            changed(bench, 400);
            assertEquals(List.of(), bench.server().sent());

            bench.install(plant.view());
            plant.image().fill("i35-9");
            bench.server().pass(SECOND);
            bench.server().sent();
            changed(bench, 410);
            assertTrue(bench.server().sent().get(0).contains("2e4443cd00002f"), "410.0");
        }
    }

    /** Device property 152, BACnetCOVSubscription. */
    @Test
    void activeSubscriptionsAreListedInTheDevice() {
        try (Bench bench = bench()) {
            bench.ask(9, subscribe(104, false, 600));

            String list = bench.ask(9, 12, "0c0200006d1998");

            String recipient = "0e0e1e2100" + "6506c0000207bac0" + "1f0f" + "19120f";
            assertEquals("ack 0c0200006d19983e" + recipient + "1e0c0000006819551f" + "2900" + "3a0258" + "3f", list);
            assertEquals("ack 0c0200006919983e3f", bench.ask(5, 12, "0c020000691998"));
        }
    }
}
