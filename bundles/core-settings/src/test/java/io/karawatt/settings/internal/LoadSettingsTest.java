package io.karawatt.settings.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.event.Event;
import io.karawatt.model.Registers;
import io.karawatt.settings.SettingsOutcome;
import io.karawatt.settings.SettingsOutcome.Change;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Loads of simulated meters. Register addresses are those of the public tables (OpenEMS docs: vendor table DIRIS B-30):
 * load type 13825, nominal current 13826, name 46592 of load 1; those of the transformers are our own choice.
 */
class LoadSettingsTest {

    private static final int TYPE = 13825;
    private static final int NAME = 46592;
    private static final int DIRECTION_OF_INPUT_1 = 13568;

    private Bench bench;

    @BeforeEach
    void open() throws Exception {
        bench = Bench.open();
    }

    @Test
    void aLoadIsReadWithItsTransformers() {
        Map<String, String> load = bench.read("i35-9", "load/1");

        assertEquals("PC 1-2-3", load.get("name"));
        assertEquals("3P+N-3CT", load.get("type"));
        assertEquals("1", load.get("ct1.input"));
        assertEquals("+", load.get("ct1.direction"));
        assertEquals("V2", load.get("ct2.voltageLine"));
        assertEquals("none", load.get("ct4.input"));
        assertTrue(!load.containsKey("ct4.direction"), "nothing hangs there: " + load);
    }

    // D-50/D-70 manual 8.3.2: type, name, nominal current, then direction, voltage line and rating of each transformer.
    @Test
    void allOfALoadIsSentAndReadBack() {
        SettingsOutcome outcome = bench.set(
                "i35-9",
                "load/1",
                "name=Workshop",
                "nominalCurrent=20",
                "ct1.direction=-",
                "ct1.voltageLine=V3",
                "ct1.rating=600");

        assertEquals(
                Set.of("ct1.direction", "ct1.voltageLine", "ct1.rating", "name", "nominalCurrent"),
                assertInstanceOf(SettingsOutcome.Done.class, outcome).changes().stream()
                        .map(Change::name)
                        .collect(Collectors.toSet()));
        Map<String, String> load = bench.read("i35-9", "load/1");
        assertEquals("Workshop", load.get("name"));
        assertEquals("20", load.get("nominalCurrent"));
        assertEquals("600", load.get("ct1.rating"));
        assertEquals(1, bench.registers("i35-9", DIRECTION_OF_INPUT_1, 1).get(0));
    }

    @Test
    void onlyWhatDiffersIsWritten() {
        bench.set("i35-9", "load/1", "type=3P+N-3CT", "nominalCurrent=40");

        assertEquals(1, bench.writes().size());
        assertEquals(Registers.of(40), bench.writes().get(0).values());
        assertEquals(
                new SettingsOutcome.Done(List.of()),
                bench.set("i35-9", "load/1", "type=3P+N-3CT", "nominalCurrent=40"));
        assertEquals(1, bench.writes().size(), "the second order changed nothing");
    }

    // OpenEMS docs: the name needs the unlock code at 58112; 1000 is that of the public reports.
    @Test
    void theDeviceIsUnlockedBeforeItsNameIsWritten() {
        bench.set("i35-9", "load/1", "name=Workshop");

        List<BusRequest.Write> writes = bench.writes();
        assertEquals(58112, writes.get(0).address());
        assertEquals(Registers.of(1000), writes.get(0).values());
        assertEquals(NAME, writes.get(1).address());
        assertEquals(0x576F, writes.get(1).values().get(0), "'Wo'");
    }

    @Test
    void whenOneWriteIsRefusedEverythingIsAsBefore() {
        Registers before = bench.registers("i35-9", TYPE, 3);
        bench.disturb(request ->
                request instanceof BusRequest.Write write && write.address() == NAME ? new BusReply.Refused(4) : null);

        SettingsOutcome outcome = bench.set("i35-9", "load/1", "nominalCurrent=40", "name=Workshop");

        assertEquals(
                "failed, everything is as before: writing registers 46592..46607: the device refused it with Modbus"
                        + " exception 4",
                outcome.describe());
        assertEquals(before, bench.registers("i35-9", TYPE, 3));
        assertEquals("PC 1-2-3", bench.read("i35-9", "load/1").get("name"));
    }

    // A reset in the middle, a loose plug: the device is asked again a while later.
    @Test
    void aDeviceThatIsSilentForAWhileGetsBackWhatItHad() {
        Deque<BusReply> silence = new ArrayDeque<>();
        for (int i = 0; i < 5; i++) {
            silence.add(new BusReply.Silent("pulled"));
        }
        bench.disturb(request -> bench.writes().size() > 1 ? silence.poll() : null);

        SettingsOutcome outcome = bench.set("i35-9", "load/1", "nominalCurrent=40", "ct1.rating=600");

        assertInstanceOf(SettingsOutcome.RolledBack.class, outcome);
        assertTrue(silence.isEmpty());
        assertEquals("24", bench.read("i35-9", "load/1").get("nominalCurrent"));
    }

    @Test
    void whatCouldNotBeBroughtBackIsNamed() {
        bench.disturb(request -> bench.writes().size() > 1 ? new BusReply.Silent("pulled") : null);

        SettingsOutcome outcome = bench.set("i35-9", "load/1", "nominalCurrent=40", "ct1.rating=600");

        SettingsOutcome.HalfDone half = assertInstanceOf(SettingsOutcome.HalfDone.class, outcome);
        assertTrue(half.left().contains(new Change("nominalCurrent", "24 A", "?")), half.describe());
        assertEquals(
                outcome.describe(), bench.told(Event.WriteHappened.class).get(0).outcome());
    }

    // What the device holds counts, not what it answered.
    @Test
    void aLostAnswerIsNoFailureWhenTheContentIsThere() {
        bench.disturb(request -> {
            if (request instanceof BusRequest.Write) {
                bench.carryOut("digiware", request);
                return new BusReply.Silent("no answer within 100 ms");
            }
            return null;
        });

        assertInstanceOf(SettingsOutcome.Done.class, bench.set("i35-9", "load/1", "nominalCurrent=40"));
    }

    @Test
    void ofADeviceOneChangeIsUnderWayAtATime() {
        List<SettingsOutcome> meanwhile = new ArrayList<>();
        bench.disturb(request -> {
            bench.disturb(next -> null);
            meanwhile.add(bench.set("i35-9", "load/1", "nominalCurrent=30"));
            return null;
        });

        assertInstanceOf(SettingsOutcome.Done.class, bench.set("i35-9", "load/1", "nominalCurrent=40"));

        assertEquals(
                List.of(new SettingsOutcome.Refused("another change of i35-9 is under way; wait for its end")),
                meanwhile);
        assertInstanceOf(SettingsOutcome.Done.class, bench.set("i35-9", "load/1", "nominalCurrent=30"));
    }

    @Test
    void aDeviceThatConfirmsAndKeepsItsOwnIsFoundOut() {
        bench.disturb(request -> request instanceof BusRequest.Write ? new BusReply.Written(bench.now()) : null);

        SettingsOutcome outcome = bench.set("i35-9", "load/1", "nominalCurrent=40");

        assertEquals(
                "failed, everything is as before: the device confirmed it, but holds nominalCurrent = 24 A",
                outcome.describe());
    }

    @Test
    void contentsOutsideTheProfileAreRefusedBeforeAnythingIsWritten() {
        assertRefused("nominalCurrent: 0 is not allowed; allowed is 1 to 20000 A", "nominalCurrent=0");
        assertRefused("nominalCurrent: the register can't hold 20.5; the nearest it can is 20", "nominalCurrent=20.5");
        assertRefused(
                "type: '3PN' is not allowed; allowed is undefined, 1P+N-1CT, 2P-1CT, 2P+N-2CT, 3P-1CT, 3P-2CT,"
                        + " 3P-3CT, 3P+N-1CT, 3P+N-3CT, 3P+N-4CT",
                "type=3PN");
        assertRefused(
                "name: '17 characters long' has 18 characters; allowed is at most 16 characters",
                "name=17 characters long");
        assertRefused(
                "load/1 has no setting 'colour' now; it has enabled, type, nominalCurrent, ct1.input,"
                        + " ct1.direction, ct1.voltageLine, ct1.rating, ct2.input, ct2.direction, ct2.voltageLine,"
                        + " ct2.rating, ct3.input, ct3.direction, ct3.voltageLine, ct3.rating, ct4.input, nature,"
                        + " usage, name",
                "colour=red");
        assertTrue(bench.writes().isEmpty());
    }

    @Test
    void typeTransformersAndInputsMustFitTogether() {
        assertRefused("a load of type 1P+N-1CT has 1 current transformers: ct2.input must be none", "type=1P+N-1CT");
        assertRefused("ct2.input: ct1.input hangs on input 1 already", "ct2.input=1");
        assertRefused("ct1.input: there is no input 5; this device has inputs 1 to 3", "ct1.input=5");
        assertEquals(
                new SettingsOutcome.Refused(
                        "ct1.input: input 1 is used by load/1 (ct1.input); take it away there first"),
                bench.set("i45-11", "load/2", "ct1.input=1"));
        assertInstanceOf(
                SettingsOutcome.Done.class,
                bench.set("i35-9", "load/1", "type=1P+N-1CT", "ct2.input=none", "ct3.input=none"));
    }

    // Moving a transformer to another input sets direction and line there.
    @Test
    void whatBelongsToATransformerFollowsItToItsNewInput() {
        bench.set("i35-9", "load/1", "type=1P+N-1CT", "ct2.input=none", "ct3.input=none");

        assertInstanceOf(SettingsOutcome.Done.class, bench.set("i35-9", "load/1", "ct1.input=3", "ct1.direction=-"));

        assertEquals(0, bench.registers("i35-9", DIRECTION_OF_INPUT_1, 1).get(0));
        assertEquals(1, bench.registers("i35-9", DIRECTION_OF_INPUT_1 + 4, 1).get(0));
    }

    @Test
    void everyWriteIsOnRecordWithBeforeAndAfter() {
        bench.set("i35-9", "load/1", "ct1.rating=600");

        Event.WriteHappened write = bench.told(Event.WriteHappened.class).get(0);
        assertEquals(
                "write i35-9 load/1 ct1.rating=600 by anna from 127.0.0.1 over console",
                write.request().describe());
        assertEquals("done and read back: ct1.rating was 25 A, is 600 A", write.outcome());
    }

    // The installation calls a load what the device calls it.
    @Test
    void theNewNameOfALoadIsTakenOverIntoTheInstallation() {
        bench.set("i35-9", "load/1", "name=Workshop");
        bench.set("i35-9", "network", "nominalVoltage=231");
        bench.set("i45-11", "load/1", "nominalCurrent=0");

        assertEquals(List.of("i35-9"), bench.refreshed());
    }

    @Test
    void whatThePolicyRefusesNeverReachesTheBus() {
        bench.refuse("switched off");

        assertRefused("switched off", "name=Workshop");

        assertTrue(bench.asked().isEmpty());
        assertEquals(1, bench.told(Event.AccessRefused.class).size());
    }

    private void assertRefused(String reason, String... settings) {
        assertEquals(new SettingsOutcome.Refused(reason), bench.set("i35-9", "load/1", settings));
    }
}
