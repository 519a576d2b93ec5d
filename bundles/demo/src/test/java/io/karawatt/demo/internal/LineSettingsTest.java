package io.karawatt.demo.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.site.SimulatedSite.SimulatedLine;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LineSettingsTest {

    @Test
    void eachKindOfSerialLineGoesToItsOwnDriver() {
        LineSettings digiware = LineSettings.of(DemoSite.DIGIWARE);
        assertEquals("io.karawatt.bus.digiware", digiware.factory());
        assertEquals(
                Map.of(
                        "line",
                        "digiware",
                        "port",
                        "sim:digiware",
                        "baud",
                        115_200,
                        "format",
                        "8N1",
                        LineSettings.MARK,
                        true),
                digiware.values());
        assertEquals(
                "io.karawatt.bus.modbus.serial", LineSettings.of(DemoSite.RS485).factory());
    }

    @Test
    void aTcpLineIsCutIntoHostAndPortAtTheLastColon() {
        LineSettings tcp = LineSettings.of(new SimulatedLine("lan", "modbus-tcp", "::1:5020", 0, ""));
        assertEquals("io.karawatt.bus.modbus.tcp", tcp.factory());
        assertEquals("::1", tcp.values().get("host"));
        assertEquals(5020, tcp.values().get("port"));
    }

    @Test
    void aLineThatNoDriverKnowsIsRefusedByName() {
        for (SimulatedLine line : new SimulatedLine[] {
            new SimulatedLine("hall", "profibus", "sim:hall", 9600, "8N1"),
            new SimulatedLine("hall", "modbus-tcp", "5020", 0, "")
        }) {
            var refusal = assertThrows(IllegalArgumentException.class, () -> LineSettings.of(line));
            assertTrue(String.valueOf(refusal.getMessage()).startsWith("line hall: "));
        }
    }
}
