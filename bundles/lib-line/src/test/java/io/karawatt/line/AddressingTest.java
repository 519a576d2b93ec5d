package io.karawatt.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.Finding;
import io.karawatt.bus.LineScanner;
import io.karawatt.bus.ScanPlan;
import io.karawatt.bus.ScanPlan.Addressing;
import io.karawatt.bus.ScanPlan.Depth;
import io.karawatt.bus.ScanProgress;
import io.karawatt.bus.ScanProgress.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Devices that share an address: named, counted, told, and given other ones as docs/reference/addressing.md says. */
class AddressingTest {

    private static final ScanPlan AUTOSET = new ScanPlan(Depth.FULL, 1, 30, false, Addressing.AUTOSET);
    private static final ScanPlan BUTTONS = new ScanPlan(Depth.FULL, 1, 30, false, Addressing.PUSH_BUTTON);

    private static final Duration A_MOMENT = Duration.ofSeconds(2);

    private static final int ADDRESSING_UNIT = 253;
    private static final int ASSIGN = 0x12;

    /** Six modules fresh from the factory at address 5, one at 6, beside a meter of the old kind at 7. */
    private static final String[] FACTORY_FRESH = {
        "address: 101, unit: 5, reference: B-30 RS485",
        "address: 102, unit: 5, reference: B-30 RS485",
        "address: 103, unit: 5, reference: I-30dc",
        "address: 104, unit: 5, reference: IO-20",
        "address: 105, unit: 5, reference: A-40",
        "address: 106, unit: 5, reference: IO-10",
        "address: 6, reference: B-30 RS485",
        "address: 7, reference: E23"
    };

    private static List<Integer> unitsOf(Scene scene, int... addresses) {
        return Arrays.stream(addresses).map(scene.site()::unit).boxed().toList();
    }

    private static boolean assigns(byte[] frame) {
        return (frame[0] & 0xFF) == ADDRESSING_UNIT && frame[3] == ASSIGN;
    }

    /** The purpose: never a write outside addressing; here each frame that was put on the wire is looked at. */
    private static void onlyReadsAndAddresses(Scene scene) {
        Set<Integer> reads = Set.of(0x03, 0x04, 0x2B);
        for (byte[] frame : scene.frames()) {
            int unit = frame[0] & 0xFF;
            int function = frame[1] & 0xFF;
            boolean read = unit >= 1 && unit <= 247 && reads.contains(function);
            boolean addressing = unit == ADDRESSING_UNIT && function == 0x41;
            assertTrue(read || addressing, () -> java.util.HexFormat.of().formatHex(frame));
        }
    }

    @Test
    void aScanThatMayNotAddressNamesTheConflictAndMovesNobody() throws Exception {
        Scene scene = Scene.rs485(FACTORY_FRESH);
        ScanProgress done = scene.scan(Scene.FULL);

        assertEquals(1, done.conflicts());
        assertEquals(2, done.found());
        assertEquals(Finding.Kind.CONFLICT, Scene.at(done, 5).kind());
        assertFalse(Scene.at(done, 5).note().isEmpty());
        assertEquals(List.of("5+"), scene.conflicts());
        assertEquals(List.of(5, 5, 5, 5, 5, 5, 6, 7), unitsOf(scene, 101, 102, 103, 104, 105, 106, 6, 7));
        assertTrue(scene.frames().stream().noneMatch(AddressingTest::assigns));
        onlyReadsAndAddresses(scene);
    }

    @Test
    void autosetGivesEachOfThemAFreeAddressAndTellsWhoWasWhere() throws Exception {
        Scene scene = Scene.rs485(FACTORY_FRESH);
        ScanProgress done = scene.scan(AUTOSET);

        assertEquals(Status.DONE, done.status());
        assertEquals(0, done.conflicts());
        assertEquals(8, done.found());
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7, 8), Scene.units(done));
        assertEquals(
                new TreeSet<>(List.of(1, 2, 3, 4, 5, 8)), new TreeSet<>(unitsOf(scene, 101, 102, 103, 104, 105, 106)));
        assertEquals(List.of(6, 7), unitsOf(scene, 6, 7));
        for (int moved : List.of(1, 2, 3, 4, 8)) {
            assertEquals(5, Scene.at(done, moved).before());
        }
        for (int address : new int[] {101, 102, 103, 104, 105, 106}) {
            assertEquals(
                    String.format("%06X", scene.site().netId(address)),
                    Scene.at(done, scene.site().unit(address)).identity().netId());
        }
        assertEquals(List.of("5+", "5-"), scene.conflicts());
        onlyReadsAndAddresses(scene);
        assertEquals(5, scene.frames().stream().filter(AddressingTest::assigns).count());
    }

    /** When nobody is known, the one with the lowest NET ID keeps the address. */
    @Test
    void theDeviceWithTheLowestNetIdKeepsTheAddress() throws Exception {
        Scene scene = Scene.rs485(FACTORY_FRESH);
        scene.scan(AUTOSET);
        int lowest = Arrays.stream(new int[] {101, 102, 103, 104, 105, 106})
                .boxed()
                .min(Comparator.comparing(scene.site()::netId))
                .orElseThrow();
        assertEquals(5, scene.site().unit(lowest));
    }

    /** A second device was set to the address of the first by mistake: both were known before. */
    @Test
    void knownDevicesGetTheirOwnAddressesBack() throws Exception {
        Scene scene = Scene.rs485(
                "address: 5, reference: B-30 RS485",
                "address: 9, reference: B-30 RS485",
                "address: 12, reference: B-30 RS485");
        scene.install(5, 9, 12);
        scene.stage().control().duplicate(5, 9);
        scene.stage().control().duplicate(5, 12);
        ScanProgress done = scene.scan(AUTOSET);
        assertEquals(List.of(5, 9, 12), unitsOf(scene, 5, 9, 12));
        assertEquals(List.of(5, 9, 12), Scene.units(done));
        assertEquals(List.of(), scene.stage().control().faults());
    }

    /** It was asked in vain at its old address until now; that must not hide it there. */
    @Test
    void aDeviceThatGetsItsAddressBackWhileItIsPolledIsFoundThere() throws Exception {
        String load = ", loads: [{number: 1, name: Oven, type: 3P+N-3CT, class: it, nominal.kW: 5}]";
        Scene scene = Scene.digiware(
                "address: 9, reference: I-35" + load,
                "address: 11, reference: I-45" + load,
                "address: 15, reference: I-35" + load);
        scene.install(9, 11, 15);
        scene.run(Duration.ofSeconds(20));
        scene.stage().control().duplicate(9, 11);
        scene.run(Duration.ofSeconds(20));
        ScanProgress done = scene.scan(new ScanPlan(Depth.FAST, 1, 16, false, Addressing.AUTOSET));
        assertEquals(List.of(9, 11, 15), Scene.units(done));
        assertEquals(
                String.format("%06X", scene.site().netId(11)),
                Scene.at(done, 11).identity().netId());
    }

    /** The address of a known device that is away is not given to somebody else. */
    @Test
    void addressesOfKnownDevicesThatAreSilentStayTheirs() throws Exception {
        Scene scene = Scene.rs485(
                "address: 1, reference: B-30 RS485",
                "address: 5, reference: B-30 RS485",
                "address: 101, unit: 5, reference: B-30 RS485");
        scene.install(1, 5);
        scene.stage().control().connect(1, false);
        scene.scan(AUTOSET);
        assertEquals(List.of(1, 5, 2), unitsOf(scene, 1, 5, 101));
    }

    /** The manuals: DIRIS A and COUNTIS must be addressed by hand. The one that can be moved is. */
    @Test
    void beforeADeviceThatCannotBeMovedTheOtherOneGivesWay() throws Exception {
        Scene scene = Scene.rs485(
                "address: 5, reference: E23",
                "address: 101, unit: 5, reference: B-30 RS485",
                "address: 102, unit: 6, reference: A-10",
                "address: 6, reference: B-30 RS485");
        ScanProgress done = scene.scan(AUTOSET);
        assertEquals(List.of(5, 6), unitsOf(scene, 5, 102));
        assertEquals(new TreeSet<>(List.of(1, 2)), new TreeSet<>(unitsOf(scene, 101, 6)));
        assertEquals(0, done.conflicts());
        assertEquals(List.of(1, 2, 5, 6), Scene.units(done));
        assertEquals(100, Scene.at(done, 5).identity().orderId());
    }

    @Test
    void twoThatCannotBeMovedStayInConflictAndTheNoteSaysWhatToDo() throws Exception {
        Scene scene = Scene.rs485(
                "address: 5, reference: E23",
                "address: 101, unit: 5, reference: A-10",
                "address: 6, reference: B-30 RS485");
        ScanProgress done = scene.scan(AUTOSET);
        assertEquals(1, done.conflicts());
        assertEquals(List.of(5, 5, 6), unitsOf(scene, 5, 101, 6));
        String note = Scene.at(done, 5).note();
        assertTrue(note.contains("another address at the device itself"), note);
        assertEquals(List.of("5+"), scene.conflicts());
        onlyReadsAndAddresses(scene);
        assertTrue(scene.frames().stream().noneMatch(AddressingTest::assigns));
    }

    /** A range without room: nobody is lost, and it is said. */
    @Test
    void whoFindsNoFreeAddressStaysAndIsReported() throws Exception {
        Scene scene = Scene.rs485(
                "address: 5, reference: B-30 RS485",
                "address: 6, reference: E23",
                "address: 101, unit: 5, reference: B-30 RS485");
        ScanProgress done = scene.scan(new ScanPlan(Depth.FULL, 5, 6, false, Addressing.AUTOSET));
        assertEquals(1, done.conflicts());
        assertEquals(List.of(5, 5), unitsOf(scene, 5, 101));
        assertFalse(Scene.at(done, 5).note().isEmpty());
    }

    /** Damaged characters may cost time, never an address. */
    @Test
    void noiseDelaysAddressingButLosesNobody() throws Exception {
        Scene scene = Scene.rs485(FACTORY_FRESH);
        scene.wire().noise(0.005);
        scene.scan(AUTOSET);
        scene.wire().noise(0);
        ScanProgress done = scene.scan(AUTOSET);
        assertEquals(8, done.found());
        assertEquals(0, done.conflicts());
        assertEquals(8, new TreeSet<>(unitsOf(scene, 101, 102, 103, 104, 105, 106, 6, 7)).size());
        assertEquals(7, scene.site().unit(7));
        onlyReadsAndAddresses(scene);
    }

    @Test
    void manyFreshModulesGetAddressesEach() throws Exception {
        List<String> devices = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            devices.add("address: " + (101 + i) + ", unit: 2, reference: I-31");
        }
        Scene scene = Scene.digiware(devices.toArray(String[]::new));
        ScanProgress done = scene.scan(new ScanPlan(Depth.FAST, 1, 247, false, Addressing.AUTOSET));
        assertEquals(32, done.found());
        assertEquals(0, done.conflicts());
        Set<Integer> units = new TreeSet<>(Scene.units(done));
        assertEquals(32, units.size());
        assertEquals(
                Set.copyOf(units),
                Set.copyOf(new TreeSet<>(java.util.stream.IntStream.rangeClosed(101, 132)
                        .map(scene.site()::unit)
                        .boxed()
                        .toList())));
    }

    private static ScanProgress press(Scene scene, LineScanner.Scan scan, int... order) throws Exception {
        for (int address : order) {
            boolean taken = false;
            for (int i = 0; i < 100_000 && !taken; i++) {
                scene.run(Duration.ofMillis(100));
                taken = scan.progress().status() != Status.RUNNING
                        || scene.stage().control().press(address);
            }
            scene.run(A_MOMENT);
        }
        return scene.end(scan);
    }

    @Test
    void buttonsGiveAddressesInTheOrderOfPresses() throws Exception {
        Scene scene = Scene.rs485(FACTORY_FRESH);
        ScanProgress done = press(scene, scene.loop().begin(BUTTONS), 104, 101, 106, 103, 105, 102);
        assertEquals(List.of(1, 2, 3, 4, 8, 9), unitsOf(scene, 104, 101, 106, 103, 105, 102));
        assertEquals(0, done.conflicts());
        assertEquals(8, done.found());
        assertEquals(List.of("5+", "5-"), scene.conflicts());
        onlyReadsAndAddresses(scene);
    }

    @Test
    void whileItWaitsForButtonsAScanSaysWhoseTurnItIs() throws Exception {
        Scene scene = Scene.rs485(FACTORY_FRESH);
        LineScanner.Scan scan = scene.loop().begin(BUTTONS);
        scene.run(Duration.ofMinutes(2));
        String text = scan.progress().text();
        assertTrue(text.startsWith("press the address button of the next device: 6 of 6 at address 5 to go"), text);
        scan.cancel();
        assertEquals(Status.CANCELLED, scene.end(scan).status());
        assertFalse(scene.frames().stream().anyMatch(AddressingTest::assigns));
    }

    @Test
    void buttonsThatNobodyPressesEndInAConflictThatIsNamed() throws Exception {
        Scene scene = Scene.rs485(FACTORY_FRESH);
        ScanProgress done = scene.scan(BUTTONS);
        assertEquals(1, done.conflicts());
        assertEquals(List.of(5, 5, 5, 5, 5, 5), unitsOf(scene, 101, 102, 103, 104, 105, 106));
        assertEquals(Finding.Kind.CONFLICT, Scene.at(done, 5).kind());
    }
}
