package io.karawatt.discovery.internal;

import static io.karawatt.discovery.internal.House.NOON;
import static io.karawatt.discovery.internal.House.device;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.karawatt.bus.DeviceStatus.State;
import io.karawatt.bus.Urgency;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.topology.Device;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.converter.Converters;

/** A meter that is not what it was must be told, with before and after, and must never look like consumption. */
class IdentityWatchTest {

    private static final int ORDER_ID = 50_004;
    private static final int CT = 57_346;

    @TempDir
    private Path folder;

    private final House house = new House();
    private final FakeLine rs485 = new FakeLine("rs485", "rs485");
    private final List<Idle> threads = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private Instant now = NOON;

    @AfterEach
    void end() {
        threads.forEach(Idle::shutdownNow);
    }

    @Test
    void anotherNetIdInItsPlaceIsToldAndStored() {
        IdentityWatch watch = watch(device("a", "I-35", "rs485", 9, "00000A"));
        introduces(watch, 35, 0x0A);
        introduces(watch, 35, 0x0C);
        introduces(watch, 35, 0x0C);

        assertEquals(List.of("a was replaced: NET ID or serial number was 00000A, is 00000C"), house.told());
        assertEquals(List.of("a"), broken);
        assertEquals("00000C", house.known("a").netId());
        assertEquals("Name of a", house.known("a").name());
    }

    // What counts consumption must know before the first values: the event may not wait for the disk.
    @Test
    void aMeterThatCantBeStoredIsToldAllTheSameAndOnlyOnce() {
        IdentityWatch watch = watch(device("a", "I-35", "rs485", 9, "00000A"));
        house.refuse("the disk is full");
        introduces(watch, 35, 0x0C);
        introduces(watch, 35, 0x0C);

        assertEquals(1, house.told().size());
        assertEquals(List.of("a"), broken);
    }

    @Test
    void whatIsNotKnownYetIsLearntSilently() {
        IdentityWatch watch = watch(device("a", "I-35", "rs485", 9, ""));
        introduces(watch, 35, 0x0C);

        assertEquals(List.of(), house.told());
        assertEquals(List.of(), broken);
        assertEquals("00000C", house.known("a").netId());
    }

    @Test
    void anotherKindOfDeviceIsToldButNotTakenForTheOldOne() {
        IdentityWatch watch = watch(device("a", "I-35", "rs485", 9, "00000A"));
        introduces(watch, 30, 0x0D);
        introduces(watch, 35, 0x0A);

        assertEquals(
                List.of(
                        "a was replaced: product was I-35, is another kind of device (order id 400, product id 30, 00000D),"
                                + " so its values are read wrongly; put the right one in, or remove the device and scan the line",
                        "a was found again: NET ID or serial number was 00000D, is 00000A"),
                house.told());
        assertEquals(List.of("a", "a"), broken);
        assertEquals("00000A", house.known("a").netId());
    }

    @Test
    void aKnownMeterInThePlaceOfAnotherHasMoved() {
        IdentityWatch watch =
                watch(device("a", "I-35", "rs485", 9, "00000A"), device("b", "I-35", "rs485", 10, "00000B"));
        introduces(watch, 35, 0x0B);

        assertEquals(
                List.of("b was moved: place was unit id 10 on rs485, is unit id 9 on rs485, where a was; scan the line"
                        + " to have all places taken over"),
                house.told());
        assertEquals(List.of("a"), broken);
    }

    @Test
    void anotherTransformerIsToldWithBeforeAndAfterAlsoOverARestart() {
        IdentityWatch watch = watch(device("a", "I-35", "rs485", 9, "00000A"));
        ct(watch, 250);
        watch.stop();
        IdentityWatch next = watch(device("a", "I-35", "rs485", 9, "00000A"));
        ct(next, 400);
        ct(next, 400);

        assertEquals(List.of("a was set otherwise: ct primary was 250 A, is 400 A"), house.told());
        assertEquals(List.of(), broken);
    }

    @Test
    void settingsOfOtherGroupsAreLeftAlone() {
        IdentityWatch watch = watch(device("a", "I-35", "rs485", 9, "00000A"));
        came(watch, CT - 1, 5);
        came(watch, CT - 1, 7);

        assertEquals(List.of(), house.told());
    }

    @Test
    void aMeterIsAskedAfterStartThenOnceAPeriodInTheBackground() {
        IdentityWatch watch = watch(device("a", "I-35", "rs485", 9, "00000A"));
        rs485.attach("a", State.GOOD, watch);
        answers(35, 0x0A);
        rs485.put(CT, 250);

        watch.tick();
        int once = rs485.urgencies().size();
        now = NOON.plus(Duration.ofMinutes(59));
        watch.tick();
        assertEquals(once, rs485.urgencies().size());
        assertEquals(Urgency.BACKGROUND, rs485.urgencies().get(0));

        now = NOON.plus(Duration.ofMinutes(61));
        rs485.put(CT, 400);
        watch.tick();
        assertEquals(List.of("a was set otherwise: ct primary was 250 A, is 400 A"), house.told());
    }

    @Test
    void aMeterIsAskedAtOnceAfterASilenceAndWhenCountersWentBack() {
        IdentityWatch watch = watch(device("a", "I-35", "rs485", 9, "00000A"));
        rs485.attach("a", State.GOOD, watch);
        answers(35, 0x0A);
        watch.tick();
        int once = rs485.urgencies().size();

        rs485.attach("a", State.SILENT, watch);
        watch.tick();
        assertEquals(once, rs485.urgencies().size());
        rs485.attach("a", State.GOOD, watch);
        watch.tick();
        assertEquals(2 * once, rs485.urgencies().size());

        answers(35, 0x0C);
        watch.countersBroke("a");
        assertEquals(List.of("a was replaced: NET ID or serial number was 00000A, is 00000C"), house.told());
    }

    @Test
    void aMissingDeviceThatAnswersAgainIsNoLongerMissing() {
        Device missing = new Device("a", "A", "I-35", "rs485", 9, 9, "", "00000A", List.of(), true);
        IdentityWatch watch = watch(missing);
        rs485.attach("a", State.GOOD, watch);
        answers(35, 0x0A);
        watch.tick();

        assertFalse(house.known("a").missing());
        assertEquals(List.of("a was found again: place was missing, is unit id 9 on rs485, address 9"), house.told());
    }

    @Test
    void aRemovedDeviceIsForgotten() throws Exception {
        IdentityWatch watch = watch(device("a", "I-35", "rs485", 9, "00000A"));
        ct(watch, 250);
        house.devices().clear();
        watch.changed(house.current());
        watch.stop();

        assertEquals("", Files.readString(folder.resolve("settings.tsv")));
    }

    @Test
    void aPeriodOutOfRangeIsRefusedWithKeyAndLimit() {
        String said =
                assertThrows(IllegalArgumentException.class, () -> watch(0)).getMessage();

        assertEquals(
                "io.karawatt.discovery.watch: period.min is 0, must be 1 to 10080;"
                        + " correct it in etc/io.karawatt.discovery.watch.cfg",
                said);
    }

    private IdentityWatch watch(Device... devices) {
        house.install(devices);
        IdentityWatch watch = watch(60);
        watch.setEvents(house);
        watch.addLine(rs485);
        watch.changed(house.current());
        return watch;
    }

    private IdentityWatch watch(int minutes) {
        WatchConfig config = Converters.standardConverter()
                .convert(Map.of("period.min", minutes))
                .to(WatchConfig.class);
        Idle thread = new Idle();
        threads.add(thread);
        return new IdentityWatch(
                config, new KnownSettings(folder.resolve("settings.tsv")), house, house, thread, () -> now);
    }

    private void introduces(IdentityWatch watch, int product, int netId) {
        watch.changed(house.current());
        answers(product, netId);
        int[] words = new int[65];
        words[0] = 400;
        words[1] = product;
        words[64] = netId;
        came(watch, ORDER_ID, words);
    }

    private void answers(int product, int netId) {
        int[] words = new int[65];
        words[0] = 400;
        words[1] = product;
        words[64] = netId;
        rs485.put(ORDER_ID, words);
    }

    private void ct(IdentityWatch watch, int amperes) {
        came(watch, CT, amperes);
    }

    private void came(IdentityWatch watch, int address, int... words) {
        if (watch.registersCame("a", RegisterTable.HOLDING, address, Registers.of(words), now)) {
            broken.add("a");
        }
    }
}
