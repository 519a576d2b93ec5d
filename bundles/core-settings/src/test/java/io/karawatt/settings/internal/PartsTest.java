package io.karawatt.settings.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusReply;
import io.karawatt.model.Registers;
import io.karawatt.settings.SettingsOutcome;
import io.karawatt.settings.SettingsPart;
import io.karawatt.settings.SettingsReading;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Parts other than loads; addresses of the public tables (OpenEMS docs: vendor tables DIRIS B-30 and A-10). */
class PartsTest {

    private Bench bench;
    private PartDesk desk;

    @BeforeEach
    void open() throws Exception {
        bench = Bench.open();
        desk = new PartDesk(bench.around());
    }

    private List<String> parts(String device) {
        return desk.parts(device).stream().map(SettingsPart::toString).toList();
    }

    @Test
    void aDeviceHasThePartsItsProfileSpeaksOf() {
        assertEquals(List.of("ct", "network"), parts("a10-22"));
        assertTrue(parts("i45-11").containsAll(List.of("integration", "load/1", "load/4", "method", "network")));
        assertFalse(parts("u30-3").contains("load/1"), "a voltage module has no loads");
        assertEquals(List.of(), parts("nobody"));
    }

    // D-50/D-70 manual 8.3.1: network type, nominal voltage, nominal frequency, phase rotation.
    @Test
    void theNetworkOfAVoltageModuleIsSet() {
        SettingsOutcome outcome = bench.set(
                "u30-3",
                "network",
                "networkType=3P",
                "nominalVoltage=400 V",
                "nominalFrequency=60Hz",
                "phaseRotation=V1-V3-V2");

        assertInstanceOf(SettingsOutcome.Done.class, outcome);
        assertEquals(Registers.of(4, 0, 400, 1, 1), bench.registers("u30-3", 12288, 5));
        assertEquals(1, bench.writes().size(), "neighbours go in one request");
        assertEquals("400", bench.read("u30-3", "network").get("nominalVoltage"));
    }

    @Test
    void integrationPeriodsAreUnlockedAndSet() {
        assertInstanceOf(
                SettingsOutcome.Done.class,
                bench.set("i35-9", "integration", "average=15", "loadCurve=30 min", "instantaneous=0.4"));

        assertEquals(Registers.of(2, 15), bench.registers("i35-9", 34816, 2));
        assertEquals(30, bench.registers("i35-9", 34832, 1).get(0));
        assertEquals(
                new SettingsOutcome.Refused("instantaneous: the register can't hold 0.5; the nearest it can is 0.4"),
                bench.set("i35-9", "integration", "instantaneous=0.5"));
    }

    @Test
    void anOldMeterIsSetInItsOwnRegisters() {
        assertInstanceOf(SettingsOutcome.Done.class, bench.set("a10-22", "ct", "primary=250", "secondary=1A"));

        assertEquals(Registers.of(1, 250), bench.registers("a10-22", 57345, 2));
    }

    @Test
    void addressesActionsAndKeysAreNoSettings() {
        for (SettingsPart part : desk.parts("b30-rs485-20")) {
            Map<String, String> names = bench.read("b30-rs485-20", part.toString());
            assertTrue(
                    names.keySet().stream().noneMatch(name -> name.matches("(?i).*(address|speed|unlock|action).*")),
                    names.toString());
        }
    }

    @Test
    void whyNothingWasReadIsTold() {
        bench.disturb(request -> new BusReply.Silent("3 tries of 100 ms"));
        assertEquals(
                new SettingsReading.Failed("reading registers 12288..12296: no answer: 3 tries of 100 ms"),
                desk.read("i35-9", new SettingsPart("network", 0)).join());
        assertEquals(
                new SettingsReading.Failed("there is no device 'x', or no profile fits it: device:list tells"),
                desk.read("x", new SettingsPart("network", 0)).join());
        assertEquals(
                new SettingsReading.Failed("i35-9 has no settings 'moon'"),
                desk.read("i35-9", new SettingsPart("moon", 0)).join());
    }
}
