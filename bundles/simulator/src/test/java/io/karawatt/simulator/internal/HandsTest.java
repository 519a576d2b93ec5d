package io.karawatt.simulator.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.modbus.addressing.AddressingAnswer;
import io.karawatt.modbus.addressing.AddressingRequest;
import io.karawatt.modbus.addressing.NetId;
import io.karawatt.modbus.addressing.Prefix;
import io.karawatt.modbus.master.RawReply;
import io.karawatt.modbus.master.RtuMaster;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.simulator.internal.wire.VirtualTimeline;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What hands do at the simulated site, and the addressing side of its devices as docs/reference/addressing.md says. */
final class HandsTest {

    private static final Duration WINDOW = Duration.ofMillis(50);
    private static final int SESSION = 7;

    private final DemoSite demo = new DemoSite(DemoSite.WORKDAY);
    private final VirtualTimeline timeline = new VirtualTimeline();
    private final Stage stage = new Stage(demo.site(), timeline, "127.0.0.1:15502");
    private final NetId offices = new NetId(demo.site().netId(9));
    private RtuMaster master;

    @BeforeEach
    void open() throws IOException {
        SerialSettings settings =
                Stage.settings(demo.site().site().line("digiware").orElseThrow(), "sim:digiware");
        master = new RtuMaster(stage.open(settings), settings);
    }

    private RawReply.Heard heard(AddressingRequest request) throws InterruptedException {
        return assertInstanceOf(RawReply.Heard.class, master.exchange(request.frame(), WINDOW));
    }

    private Optional<AddressingAnswer> one(AddressingRequest request) throws InterruptedException {
        RawReply.Heard heard = heard(request);
        return heard.clean() ? AddressingAnswer.read(request, heard.frames().get(0)) : Optional.empty();
    }

    private static AddressingRequest ask(int session, int address, boolean pressed) {
        return new AddressingRequest.Ask(session, address, pressed, Prefix.ALL);
    }

    @Test
    void oneDeviceAnswersAloneAndAllTogetherSpoilEachOther() throws Exception {
        assertEquals(Optional.of(new AddressingAnswer.Here(SESSION, offices, 9, false)), one(ask(SESSION, 9, false)));
        RawReply.Heard all = heard(ask(SESSION, 0, false));
        assertFalse(all.clean());
        assertTrue(all.garbage() > 0);
    }

    @Test
    void aHushedDeviceIsQuietUntilTheNextSession() throws Exception {
        assertEquals(
                Optional.of(new AddressingAnswer.Obeyed(SESSION, offices, 9, false)),
                one(new AddressingRequest.Hush(SESSION, offices)));
        assertTrue(heard(ask(SESSION, 9, false)).silent());
        assertTrue(heard(ask(SESSION + 1, 9, false)).clean());
    }

    /** A frame garbled into another sound one must not move a device that nobody has heard of. */
    @Test
    void onlyADeviceThatWasHeardTakesAnAddress() throws Exception {
        AddressingRequest assign = new AddressingRequest.Assign(SESSION, offices, 99);
        assertTrue(heard(assign).silent());
        assertEquals(9, demo.site().unit(9));
        heard(ask(SESSION, 9, false));
        assertEquals(Optional.of(new AddressingAnswer.Obeyed(SESSION, offices, 99, true)), one(assign));
        assertEquals(99, demo.site().unit(9));
        assertEquals(
                List.of("device 9 answers to address 99 instead of its own"),
                stage.control().faults());
        assertEquals(99, demo.value(9, "modbusAddress", "", 1), 0);
    }

    @Test
    void anImpossibleAddressIsNotTaken() throws Exception {
        heard(ask(SESSION, 9, false));
        assertTrue(heard(new AddressingRequest.Assign(SESSION, offices, 0)).silent());
        assertTrue(heard(new AddressingRequest.Assign(SESSION, offices, 248)).silent());
        assertEquals(9, demo.site().unit(9));
    }

    @Test
    void aButtonCountsOnlyWhileTheLampIsLit() throws Exception {
        assertFalse(stage.control().press(9));
        assertTrue(heard(ask(SESSION, 9, true)).silent());
        assertTrue(stage.control().press(9));
        assertEquals(Optional.of(new AddressingAnswer.Here(SESSION, offices, 9, true)), one(ask(SESSION, 9, true)));
    }

    @Test
    void aMinuteWithoutAQuestionEndsTheSession() throws Exception {
        heard(ask(SESSION, 9, true));
        timeline.sleepUntil(timeline.nanos() + 61_000_000_000L);
        assertFalse(stage.control().press(9));
    }

    /** The manuals: COUNTIS and DIRIS A (but A-40) must be addressed by hand. */
    @Test
    void devicesThatMustBeAddressedByHandKnowNothingOfIt() {
        int countis = demo.site().site().devices().stream()
                .filter(device -> device.reference().startsWith("E"))
                .findFirst()
                .orElseThrow()
                .address();
        assertThrows(IllegalArgumentException.class, () -> stage.control().press(countis));
    }

    @Test
    void aNewMeterHasAnotherIdentityAndCountsFromZero() {
        int before = demo.site().netId(9);
        double energy = demo.value(9, "energyActivePos", "total", 1);
        stage.control().replace(9);

        assertNotEquals(before, demo.site().netId(9));
        assertTrue(energy > 0);
        assertEquals(0, demo.value(9, "energyActivePos", "total", 1), 0);
        assertEquals(demo.site().netId(9), demo.value(9, "idNetId", "", 1), 0);
    }

    @Test
    void countersCanBeSetBack() {
        assertTrue(demo.value(9, "energyActivePos", "total", 1) > 0);
        stage.control().resetCounters(9);
        assertEquals(0, demo.value(9, "energyActivePos", "total", 1), 0);
    }

    @Test
    void aTransformerIsSetInItsRegister() {
        stage.control().transformer(9, 1, 250);
        assertEquals(250, demo.value(9, "loadInom", "", 1), 0.5);
        assertThrows(IllegalArgumentException.class, () -> stage.control().transformer(9, 5, 250));
        assertThrows(IllegalArgumentException.class, () -> stage.control().transformer(9, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> stage.control().transformer(3, 1, 250));
    }

    @Test
    void devicesWithAShortTableAreKnownByTheirSerialNumber() {
        stage.devices().forEach(device -> {
            boolean shortTable = device.reference().matches("E.*|A-10");
            assertTrue(device.netId().matches(shortTable ? "[0-9A-F]{8}-[0-9]{5}" : "[0-9A-F]{6}"), device.key());
        });
    }
}
