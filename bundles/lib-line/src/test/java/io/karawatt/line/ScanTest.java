package io.karawatt.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.DeviceIdentity;
import io.karawatt.bus.Finding;
import io.karawatt.bus.LineScanner;
import io.karawatt.bus.ScanPlan;
import io.karawatt.bus.ScanPlan.Addressing;
import io.karawatt.bus.ScanPlan.Depth;
import io.karawatt.bus.ScanProgress;
import io.karawatt.bus.ScanProgress.Status;
import io.karawatt.bus.ScanProgress.Step;
import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.pdu.ExceptionCode;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Registers;
import io.karawatt.simulator.internal.wire.WireSlave;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is found on a line, and what is said of it. */
class ScanTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final String[] MIXED = {
        "address: 5, reference: B-30 RS485",
        "address: 6, reference: E23",
        "address: 7, reference: A-10",
        "address: 40, reference: A-40",
        "address: 247, reference: E43"
    };

    /** A device that nobody knows, with what it answers to each request. */
    private static WireSlave stranger(int unit, Function<Request, Optional<Response>> answers) {
        return stranger(unit, 5, answers);
    }

    private static WireSlave stranger(int unit, int millis, Function<Request, Optional<Response>> answers) {
        return new WireSlave() {
            @Override
            public int unit() {
                return unit;
            }

            @Override
            public Optional<Response> answer(ParsedRequest request, boolean broadcast) {
                return request instanceof ParsedRequest.Parsed good ? answers.apply(good.request()) : Optional.empty();
            }

            @Override
            public long turnaroundNanos() {
                return millis * 1_000_000L;
            }
        };
    }

    private static Optional<Response> refused(Request request) {
        return Optional.of(Response.ExceptionResponse.to(request.function(), ExceptionCode.ILLEGAL_DATA_ADDRESS));
    }

    @Test
    void modulesOfADigiwareBusAreFoundAndSayWhatTheyAre() throws Exception {
        Scene scene = Scene.digiware(
                "address: 3, reference: U-30",
                "address: 9, reference: I-35",
                "address: 10, reference: I-60",
                "address: 20, reference: IO-10");
        ScanProgress done = scene.scan(ScanPlan.FAST);

        assertEquals(Status.DONE, done.status());
        assertEquals(List.of(3, 9, 10, 20), Scene.units(done));
        assertEquals(4, done.found());
        assertEquals(0, done.conflicts());
        Finding i35 = Scene.at(done, 9);
        DeviceIdentity identity = i35.identity();
        assertEquals(Finding.Kind.DEVICE, i35.kind());
        assertEquals(38_400, i35.baud());
        assertEquals(9, i35.before());
        assertTrue(identity.socomec());
        assertEquals(400, identity.orderId());
        assertEquals(4351, identity.productId());
        assertEquals("DIRIS I-35", identity.extendedName());
        assertEquals("SOCOMEC", identity.vendor());
        assertEquals("I-35", identity.product());
        assertTrue(identity.tableVersion() >= 0);
        assertTrue(identity.serial().matches("[0-9A-F]{8}-[0-9]{5}"), identity.serial());
        assertEquals(String.format("%06X", scene.site().netId(9)), identity.netId());
    }

    @Test
    void aFastScanTellsOfDevicesWithANetIdAFullOneOfAll() throws Exception {
        Scene scene = Scene.rs485(MIXED);
        assertEquals(List.of(5, 40), Scene.units(scene.scan(ScanPlan.FAST)));

        ScanProgress full = scene.scan(Scene.FULL);
        assertEquals(List.of(5, 6, 7, 40, 247), Scene.units(full));
        assertEquals(100, Scene.at(full, 6).identity().orderId());
        assertEquals("", Scene.at(full, 6).identity().netId());
        assertTrue(Scene.at(full, 6).identity().serial().matches("[0-9A-F]{8}-[0-9]{5}"));
    }

    @Test
    void onlyTheRangeAskedForIsSearched() throws Exception {
        Scene scene = Scene.rs485(MIXED);
        ScanProgress some = scene.scan(new ScanPlan(Depth.FULL, 6, 39, false, Addressing.NONE));
        assertEquals(List.of(6, 7), Scene.units(some));
        assertTrue(scene.frames().stream()
                .map(frame -> frame[0] & 0xFF)
                .allMatch(unit -> unit == 253 || (unit >= 6 && unit <= 39)));
    }

    /** Both steps of the manuals, with figures that only grow within a step. */
    @Test
    void progressGoesThroughDetectionAndScanning() throws Exception {
        Scene scene = Scene.rs485(MIXED);
        LineScanner.Scan scan = scene.loop().begin(Scene.FULL);
        assertEquals(Status.RUNNING, scan.progress().status());
        List<Step> steps = new ArrayList<>();
        int found = 0;
        int most = 0;
        while (scan.progress().status() == Status.RUNNING) {
            scene.loop().turn();
            ScanProgress now = scan.progress();
            if (steps.isEmpty() || steps.get(steps.size() - 1) != now.step()) {
                steps.add(now.step());
            }
            assertTrue(now.found() >= found, now::toString);
            assertTrue(now.total() == 0 || now.done() <= now.total(), now::toString);
            found = now.found();
            most = Math.max(most, now.total());
        }
        assertEquals(List.of(Step.ADDRESS_DETECTION, Step.ADDRESS_SCANNING), steps);
        assertEquals(247, most);
        assertEquals(scan.progress(), scan.end().join());
    }

    /** The purpose: a full scan of 247 empty addresses at one speed within 60 s. */
    @ParameterizedTest
    @CsvSource({"FAST, 9600", "FAST, 38400", "FULL, 9600", "FULL, 38400", "FULL, 115200"})
    void anEmptyLineIsSearchedWithinAMinute(Depth depth, int baud) throws Exception {
        Scene scene = new Scene("rs485", baud, baud, "address: 1, reference: B-30 RS485");
        scene.stage().control().connect(1, false);
        long start = scene.time().nanos();
        ScanProgress done = scene.scan(new ScanPlan(depth, 1, 247, false, Addressing.NONE));
        Duration took = Duration.ofNanos(scene.time().nanos() - start);
        assertEquals(Status.DONE, done.status());
        assertEquals(List.of(), done.findings());
        assertTrue(took.compareTo(MINUTE) < 0, took::toString);
        for (int unit = 1; unit <= 247; unit++) {
            int asked = unit;
            assertTrue(scene.frames().stream().anyMatch(frame -> (frame[0] & 0xFF) == asked), "address " + unit);
        }
    }

    @Test
    void aCancelledScanEndsAfterItsQuestionAndKeepsWhatItFound() throws Exception {
        Scene scene = Scene.rs485(MIXED);
        LineScanner.Scan scan = scene.loop().begin(Scene.FULL);
        while (scan.progress().found() < 2) {
            scene.loop().turn();
        }
        scan.cancel();
        scan.cancel();
        int sent = scene.frames().size();
        ScanProgress end = scene.end(scan);
        assertEquals(Status.CANCELLED, end.status());
        assertEquals(2, end.found());
        assertEquals(sent, scene.frames().size());
        assertEquals(Status.DONE, scene.scan(ScanPlan.FAST).status());
    }

    @Test
    void aSecondScanIsRefusedWhileOneIsUnderWay() throws Exception {
        Scene scene = Scene.rs485(MIXED);
        LineScanner.Scan first = scene.loop().begin(ScanPlan.FAST);
        ScanProgress second = scene.loop().begin(ScanPlan.FAST).progress();
        assertEquals(Status.FAILED, second.status());
        assertTrue(second.text().contains("under way"), second.text());
        assertEquals(Status.DONE, scene.end(first).status());
    }

    @Test
    void aScanFailsWithTheReasonWhenTheLineGoesDownOrIsClosed() throws Exception {
        Scene scene = Scene.rs485(MIXED);
        LineScanner.Scan scan = scene.loop().begin(ScanPlan.FAST);
        scene.loop().turn();
        scene.loop().abort("its player went away");
        ScanProgress end = scene.end(scan);
        assertEquals(Status.FAILED, end.status());
        assertTrue(end.text().contains("its player went away"), end.text());

        LineScanner.Scan next = scene.loop().begin(ScanPlan.FAST);
        scene.loop().end();
        assertEquals(Status.FAILED, next.end().join().status());
        assertEquals(
                Status.FAILED, scene.loop().begin(ScanPlan.FAST).end().join().status());
    }

    @Test
    void otherSpeedsAreSearchedOnRequestOnlyAndPollingPausesForThem() throws Exception {
        Scene scene = new Scene("rs485", 9600, 38_400, MIXED);
        assertEquals(List.of(), scene.scan(Scene.FULL).findings());

        ScanProgress all = scene.scan(new ScanPlan(Depth.FULL, 1, 10, true, Addressing.AUTOSET));
        assertEquals(Status.DONE, all.status());
        assertEquals(List.of(5, 6, 7), Scene.units(all));
        assertEquals(9600, Scene.at(all, 5).baud());
        assertEquals("DIRIS B30", Scene.at(all, 5).identity().extendedName());
        assertTrue(scene.recorder().told().stream().anyMatch(text -> text.contains("polling pauses")));
    }

    @Test
    void afterASearchOfOtherSpeedsTheLineIsPolledAtItsOwnAgain() throws Exception {
        Scene scene = Scene.rs485(MIXED);
        scene.install(5);
        scene.run(Duration.ofSeconds(5));
        ScanProgress all = scene.scan(new ScanPlan(Depth.FULL, 1, 10, true, Addressing.NONE));
        assertEquals(List.of(5, 6, 7), Scene.units(all));
        var since = scene.time().instant();
        scene.run(Duration.ofSeconds(10));
        assertTrue(scene.recorder().good(scene.loop().devices().get(0).device(), since) >= 9);
    }

    @Test
    void anUnknownDeviceOfTheMakerIsReportedWithWhatItSays() throws Exception {
        Scene scene = Scene.rs485("address: 5, reference: B-30 RS485");
        scene.wire().add(stranger(77, request -> {
            if (request instanceof Request.ReadHoldingRegisters read
                    && read.address() >= 50_000
                    && read.address() + read.count() <= 50_066) {
                return Optional.of(new Response.ReadRegisters(
                        3, block(999, 1234, "COUNTIS E99").slice(read.address() - 50_000, read.count())));
            }
            return refused(request);
        }));
        DeviceIdentity identity = Scene.at(scene.scan(Scene.FULL), 77).identity();
        assertTrue(identity.socomec());
        assertEquals(999, identity.orderId());
        assertEquals(1234, identity.productId());
        assertEquals(17, identity.tableVersion());
        assertEquals("COUNTIS E99", identity.extendedName());
        assertEquals("25420301-01234", identity.serial());
        assertEquals("", identity.netId());
        assertEquals("205", identity.others().get("softwareVersion"));
    }

    /** The 66 words of the public table of the B-30, written down here once more. */
    private static Registers block(int order, int product, String name) {
        int[] words = new int[66];
        words[0] = 'S';
        words[1] = 'O';
        words[2] = 'C';
        words[3] = 'O';
        words[4] = order;
        words[5] = product;
        words[6] = 17;
        words[7] = 205;
        words[8] = 0x2542;
        words[9] = 0x0301;
        words[10] = 1234;
        text(words, 42, "SOCOMEC");
        text(words, 50, "E99");
        text(words, 58, name);
        return Registers.of(words);
    }

    private static void text(int[] words, int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            words[at + i / 2] |= text.charAt(i) << (i % 2 == 0 ? 8 : 0);
        }
    }

    /** Modbus Application Protocol V1.1b3 §6.21, basic identification. */
    @Test
    void aMeterOfAnotherMakerIsAskedByFunction43() throws Exception {
        Scene scene = Scene.rs485("address: 5, reference: B-30 RS485");
        scene.wire().add(stranger(33, request -> {
            if (request instanceof Request.ReadDeviceIdentification asked) {
                return Optional.of(
                        asked.code() == 1
                                ? new Response.DeviceIdentification(
                                        1, 0x82, false, 0, new TreeMap<>(Map.of(0, "Acme", 1, "PM-1", 2, "3.4")))
                                : new Response.DeviceIdentification(
                                        2, 0x82, false, 0, new TreeMap<>(Map.of(4, "Power \u0007meter"))));
            }
            return refused(request);
        }));
        DeviceIdentity identity = Scene.at(scene.scan(Scene.FULL), 33).identity();
        assertFalse(identity.socomec());
        assertEquals("Acme", identity.vendor());
        assertEquals("Power ?meter", identity.product());
        assertEquals("PM-1", identity.others().get("productCode"));
        assertEquals("3.4", identity.others().get("revision"));
    }

    /** An exception is an answer; and some meters only answer to registers that they have. */
    @Test
    void whatAnswersAtAllIsReportedByAFullScan() throws Exception {
        Scene scene = Scene.rs485("address: 5, reference: B-30 RS485");
        scene.wire()
                .add(stranger(
                        33,
                        request -> Optional.of(
                                Response.ExceptionResponse.to(request.function(), ExceptionCode.ILLEGAL_FUNCTION))));
        scene.wire()
                .add(stranger(
                        34,
                        request -> request instanceof Request.ReadHoldingRegisters read && read.address() == 0
                                ? Optional.of(new Response.ReadRegisters(3, Registers.of(7)))
                                : Optional.empty()));
        ScanProgress full = scene.scan(Scene.FULL);
        assertEquals(List.of(5, 33, 34), Scene.units(full));
        assertEquals(
                "exception 1 at register 50000",
                Scene.at(full, 33).identity().others().get("answered"));
        assertFalse(Scene.at(full, 34).identity().socomec());
        assertEquals(List.of(5), Scene.units(scene.scan(ScanPlan.FAST)));
    }

    /** Some devices of the maker refuse to give the block as a whole. */
    @Test
    void aBlockThatIsRefusedAsAWholeIsReadInParts() throws Exception {
        Scene scene = Scene.rs485("address: 5, reference: B-30 RS485");
        scene.wire().add(stranger(77, request -> {
            if (request instanceof Request.ReadHoldingRegisters read
                    && read.address() >= 50_000
                    && read.count() <= 16
                    && read.address() + read.count() <= 50_066) {
                return Optional.of(new Response.ReadRegisters(
                        3, block(100, 2000, "COUNTIS E20").slice(read.address() - 50_000, read.count())));
            }
            return refused(request);
        }));
        DeviceIdentity identity = Scene.at(scene.scan(Scene.FULL), 77).identity();
        assertEquals(100, identity.orderId());
        assertEquals("COUNTIS E20", identity.extendedName());
        assertEquals("25420301-01234", identity.serial());
    }

    /** Some meters think longer than a scan waits; their answers come while others are asked. */
    @ParameterizedTest
    @ValueSource(ints = {60, 120, 180, 250})
    void slowDevicesAreFoundAndIdentified(int millis) throws Exception {
        Scene scene = Scene.rs485("address: 5, reference: B-30 RS485");
        scene.wire()
                .add(stranger(
                        77,
                        millis,
                        request -> request instanceof Request.ReadHoldingRegisters read
                                        && read.address() >= 50_000
                                        && read.address() + read.count() <= 50_066
                                ? Optional.of(new Response.ReadRegisters(
                                        3,
                                        block(100, 2000, "COUNTIS E20").slice(read.address() - 50_000, read.count())))
                                : refused(request)));
        ScanProgress done = scene.scan(Scene.FULL);
        assertEquals(List.of(5, 77), Scene.units(done));
        assertEquals("COUNTIS E20", Scene.at(done, 77).identity().extendedName());
        assertEquals(0, done.conflicts());
    }
}
