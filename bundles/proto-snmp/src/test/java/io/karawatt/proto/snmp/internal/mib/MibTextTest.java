package io.karawatt.proto.snmp.internal.mib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class MibTextTest {

    private final String text;

    MibTextTest() throws IOException {
        text = MibFiles.text(Layout.of(Catalogue.all()));
    }

    // snmpwalk shows 12.345 A: the hint moves the point, the unit is the base unit.
    @Test
    void aCurrentIsShownInAmperes() {
        assertHolds("""
                instCurrentI1 OBJECT-TYPE
                    SYNTAX KwThousandths
                    UNITS "A"
                    MAX-ACCESS read-only
                    STATUS current
                    DESCRIPTION
                        "Phase 1 current: instantaneous. Sent as an integer: the value
                         times 1000."
                    ::= { instantaneousEntry 10000 }
                """);
    }

    @Test
    void energiesAreWholeKilowattHoursWithTheRestBesideThem() {
        assertHolds("totalEnergyActivePos OBJECT-TYPE\n    SYNTAX Gauge32\n    UNITS \"kWh\"\n");
        assertHolds("totalEnergyActivePosResidual OBJECT-TYPE\n    SYNTAX KwTenths\n    UNITS \"Wh\"\n");
        assertHolds("    ::= { energyEntry 50501 }\n");
    }

    @Test
    void rowsOfMeasuredValuesAreNumberedByAddressAndLoad() {
        assertHolds("""
                instantaneousEntry OBJECT-TYPE
                    SYNTAX InstantaneousEntry
                    MAX-ACCESS not-accessible
                    STATUS current
                    DESCRIPTION
                        "One row of instantaneousTable."
                    INDEX { deviceAddress, circuitLoad }
                    ::= { instantaneousTable 1 }
                """);
    }

    // RFC 2578 section 8.5: the number below a 0, so that SNMPv1 managers see the last one as specific-trap.
    @Test
    void notificationsNameWhatTheyCarry() {
        assertHolds("""
                alarmStarted NOTIFICATION-TYPE
                    OBJECTS { alarmId, alarmAddress, alarmLoad, alarmKind, alarmName, alarmCause, alarmServiceId, \
                alarmCriticality, alarmStatus, alarmStart, alarmThreshold, alarmValue }
                """);
        assertHolds("    ::= { notifications 1 }\n");
    }

    @Test
    void itIsPlainAscii() {
        assertEquals("", text.replaceAll("[\\x20-\\x7e\\n]", ""));
    }

    private void assertHolds(String part) {
        assertTrue(text.contains(part), part);
    }
}
