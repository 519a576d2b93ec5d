package io.karawatt.proto.bacnet.internal.object;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.serotonin.bacnet4j.type.Encodable;
import com.serotonin.bacnet4j.type.constructed.StatusFlags;
import com.serotonin.bacnet4j.type.enumerated.EngineeringUnits;
import com.serotonin.bacnet4j.type.enumerated.EventState;
import com.serotonin.bacnet4j.type.enumerated.Reliability;
import com.serotonin.bacnet4j.type.primitive.CharacterString;
import com.serotonin.bacnet4j.type.primitive.Double;
import com.serotonin.bacnet4j.type.primitive.Enumerated;
import com.serotonin.bacnet4j.type.primitive.Primitive;
import com.serotonin.bacnet4j.type.primitive.Real;
import com.serotonin.bacnet4j.util.sero.ByteQueue;
import io.karawatt.alarm.Alarm;
import io.karawatt.alarm.AlarmKind;
import io.karawatt.alarm.Criticality;
import io.karawatt.model.Cause;
import io.karawatt.model.PointKey;
import io.karawatt.proto.bacnet.internal.codec.ObjectIds;
import io.karawatt.proto.bacnet.internal.net.Octets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which objects and properties there are, and what they say; values are decoded by BACnet4J. */
class ObjectsTest {

    private static final int AI = 0;
    private static final int BI = 3;
    private static final int BO = 4;
    private static final int DEVICE = 8;

    private final Plant plant = new Plant();

    private static VirtualDevice device(Site site, int address) {
        return Objects.requireNonNull(site.device(address));
    }

    private static ServedObject named(VirtualDevice device, String name) {
        return Objects.requireNonNull(device.find(name), name);
    }

    private static ServedObject object(Site site, int address, int type, int instance) {
        return Objects.requireNonNull(
                device(site, address).find(ObjectIds.of(type, instance)), "object " + type + " " + instance);
    }

    private static List<Encodable> values(ServedObject object, int property) throws Exception {
        Octets out = new Octets(64, 1 << 20);
        object.read(property, Property.NO_INDEX, out, Wishes.NONE);
        ByteQueue queue = new ByteQueue(out.toArray());
        List<Encodable> values = new ArrayList<>();
        while (queue.size() > 0) {
            values.add(Primitive.createPrimitive(queue));
        }
        return values;
    }

    private static Encodable value(ServedObject object, int property) throws Exception {
        List<Encodable> values = values(object, property);
        assertEquals(1, values.size());
        return values.get(0);
    }

    private static float real(ServedObject object, int property) throws Exception {
        return ((Real) value(object, property)).floatValue();
    }

    private static int choice(ServedObject object, int property) throws Exception {
        return ((Enumerated) value(object, property)).intValue();
    }

    private static String flags(ServedObject object) throws Exception {
        Octets out = new Octets(16, 16);
        object.read(Property.STATUS_FLAGS, Property.NO_INDEX, out, Wishes.NONE);
        StatusFlags flags = new StatusFlags(new ByteQueue(out.toArray()));
        return (flags.isInAlarm() ? "A" : "-") + (flags.isFault() ? "F" : "-");
    }

    @Test
    void analogInput204IsVoltageOfPhase1OfLoad2() throws Exception {
        Site site = plant.site();
        plant.image().set("i30-5", "2/voltageV1", 230.5);

        ServedObject object = object(site, 5, AI, 204);

        assertEquals(230.5f, real(object, 85));
        assertEquals("VoltPhNV1.2", object.name());
        assertEquals("Ph-N Voltage V1, Circuit 2, Ground floor", object.description());
        assertEquals(EngineeringUnits.volts.intValue(), choice(object, 117));
        assertEquals("--", flags(object));
    }

    @Test
    void devicesAreNumberedByMainInstanceAndAddress() {
        Site site = plant.site();

        assertEquals(
                List.of(
                        "0 100 Main gateway",
                        "5 105 Ground floor (i30-5)",
                        "7 107 Fluids (io10-7)",
                        "9 109 Offices (i35-9)"),
                site.devices().stream()
                        .map(device -> device.address() + " " + device.instance() + " " + device.name())
                        .toList());
    }

    @Test
    void aLoadHasAll62InputsAndShowsZeroForWhatIsNotMeasured() throws Exception {
        Site site = plant.site();
        plant.image().fill("i30-5");

        ServedObject thd = object(site, 5, AI, 146);

        assertEquals(1 + 3 * 62, device(site, 5).size());
        assertEquals(0f, real(thd, 85));
        assertEquals(Reliability.noSensor.intValue(), choice(thd, 103));
        assertEquals(EventState.normal.intValue(), choice(thd, 36));
        assertEquals("-F", flags(thd));
    }

    @Test
    void strictModeShowsOnlyWhatIsMeasured() {
        Site site = plant.site(true, false);

        assertNull(device(site, 5).find(ObjectIds.of(AI, 146)));
        assertNotNull(device(site, 9).find(ObjectIds.of(AI, 146)));
        assertTrue(device(site, 5).size() < 1 + 3 * 62);
    }

    @Test
    void strictModeHidesPropertiesThatAreNotMeasured() {
        ServedObject voltage = object(plant.site(true, false), 9, AI, 150);

        assertNull(voltage.find(69), "min of the THD of V1 belongs to the voltage module");
        assertNotNull(object(plant.site(), 9, AI, 150).find(69));
    }

    @Test
    void aSilentMeterIsAFaultAndNeverAStaleGoodValue() throws Exception {
        Site site = plant.site();
        plant.image().fill("i35-9");
        plant.image().silence("i35-9");

        ServedObject voltage = object(site, 9, AI, 104);

        assertTrue(Float.isNaN(real(voltage, 85)));
        assertEquals(Reliability.communicationFailure.intValue(), choice(voltage, 103));
        assertEquals(EventState.fault.intValue(), choice(voltage, 36));
        assertEquals("AF", flags(voltage));
        assertEquals(4, choice(object(site, 9, DEVICE, 109), 112), "System_Status non-operational");
    }

    @Test
    void aValueThatTheMeterDoesNotHaveJustNowIsUnreliable() throws Exception {
        Site site = plant.site();
        plant.image().fill("i35-9");
        plant.image().lose("i35-9", "1/voltageV1", Cause.NOT_AVAILABLE);

        assertEquals(Reliability.unreliableOther.intValue(), choice(object(site, 9, AI, 104), 103));
        assertEquals(0, choice(object(site, 9, DEVICE, 109), 112), "System_Status operational");
    }

    @Test
    void anAlarmOnAQuantitySetsItsStateAndInAlarm() throws Exception {
        Site site = plant.site();
        plant.image().fill("i35-9");
        Alarm alarm = new Alarm(
                1,
                AlarmKind.MEASUREMENT,
                "i35-9",
                1,
                "too much",
                1,
                new PointKey(1, "currentI1", "inst"),
                Criticality.CRITICAL,
                Plant.START,
                null,
                false,
                10,
                12);
        plant.alarms().change(alarm);

        ServedObject current = object(site, 9, AI, 111);
        assertEquals(EventState.highLimit.intValue(), choice(current, 36));
        assertEquals("A-", flags(current));
        assertEquals("--", flags(object(site, 9, AI, 112)));

        plant.alarms().set(List.of());
        assertEquals("--", flags(current));
    }

    /** The capability columns of the manuals' table, by example. */
    @Test
    void propertiesFollowTheCapabilityFlags() {
        Site site = plant.site();
        Map<Integer, Set<String>> expected = Map.of(
                100, Set.of("Instantaneous_Timestamp", "Instant_Min_Max_Reset", "Average_Min_Max_Reset"),
                161,
                        Set.of(
                                "Instantaneous_Timestamp",
                                "Multifluid_Partial",
                                "Multifluid_Weight",
                                "Instant_Min_Max_Reset",
                                "Average_Min_Max_Reset"));
        expected.forEach((instance, names) -> assertEquals(names, proprietary(object(site, 9, AI, instance))));
        Set<String> reactive = proprietary(object(site, 9, AI, 158));
        assertTrue(reactive.containsAll(Set.of("Energy_Total_Lagging", "Energy_Last_Partial_Timestamp")));
        assertFalse(proprietary(object(site, 9, AI, 156)).contains("Energy_Total_Lagging"));
        assertTrue(proprietary(object(site, 9, AI, 146)).containsAll(Set.of("Harmonics_Row_02", "Harmonics_Row_10")));
        assertNotNull(object(site, 9, AI, 104).find(125), "Average_Value of V1");
        assertNull(object(site, 9, AI, 146).find(125), "THD has no average");
    }

    private static Set<String> proprietary(ServedObject object) {
        return object.properties().rows().stream()
                .filter(property -> property.conformance() == Property.Conformance.PROPRIETARY)
                .map(Property::name)
                .collect(Collectors.toSet());
    }

    @Test
    void everyPropertyOfEveryInputCanBeRead() throws Exception {
        Site site = plant.site();
        plant.image().fill("i35-9");
        Set<Integer> seen = new HashSet<>();
        for (int index = 0; index < 62; index++) {
            ServedObject object = object(site, 9, AI, 100 + index);
            for (Property property : object.properties().rows()) {
                assertFalse(values(object, property.id()).isEmpty(), object.name() + " " + property.name());
                seen.add(property.id());
            }
        }
        assertEquals(48, seen.size(), "46 of the manuals' table, COV_Increment and Property_List");
    }

    @Test
    void energiesShowTotalPartialAndResidualOfTheMeter() throws Exception {
        Site site = plant.site();
        plant.image().set("i35-9", "1/energyActivePos.total", 123_456_000);
        plant.image().set("i35-9", "1/energyActivePos.totalResidual", 12.5);
        plant.image().set("i35-9", "1/energyActivePos.partial", 16_777_217_000.0);
        plant.image().set("i35-9", "1/hourMeter.total", 7200);

        ServedObject energy = object(site, 9, AI, 156);

        assertEquals(123_456_000f, real(energy, 85));
        assertEquals(12.5f, real(energy, 527));
        assertEquals(16_777_217_000.0, ((Double) value(energy, 529)).doubleValue());
        assertEquals(7200.0, ((Double) value(energy, 528)).doubleValue());
        assertEquals(EngineeringUnits.wattHours.intValue(), choice(energy, 117));
        assertEquals(EngineeringUnits.voltAmpereHoursReactive.intValue(), choice(object(site, 9, AI, 158), 117));
        assertEquals(EngineeringUnits.voltAmpereHours.intValue(), choice(object(site, 9, AI, 160), 117));
    }

    @Test
    void datesOfTheMeterAreToldAsDateAndTime() throws Exception {
        Site site = plant.site();
        plant.image().set("i35-9", "1/voltageV1.maxDate", 86_400 + 3_661);

        Octets out = new Octets(16, 16);
        object(site, 9, AI, 104).read(149, Property.NO_INDEX, out, Wishes.NONE);
        // Sunday, 2 January 2000, 01:01:01.00
        assertEquals("a464010207b401010100", HexFormat.of().formatHex(out.toArray()));
    }

    @Test
    void multifluidFeedersAreLoadsOfAnIoModule() throws Exception {
        Site site = plant.site();
        plant.image().set("io10-7", "3/multifluid.total", 4711);

        assertEquals(4711f, real(object(site, 7, AI, 361), 85));
        assertNull(device(site, 7).find(ObjectIds.of(AI, 304)));
    }

    @Test
    void contactsAreBitsOfTheWordThatTheModuleGives() throws Exception {
        Site site = plant.site();
        plant.image().fill("io10-7");
        plant.image().set("io10-7", "0/digitalInputState", 0b1010);
        plant.image().set("io10-7", "0/digitalOutputState", 0b01);

        assertEquals(0, choice(object(site, 7, BI, 1), 85));
        assertEquals(1, choice(object(site, 7, BI, 2), 85));
        assertEquals(1, choice(object(site, 7, BI, 4), 85));
        assertNull(device(site, 7).find(ObjectIds.of(BI, 5)));
        assertEquals(1, choice(object(site, 7, BO, 1), 85), "nobody has commanded: what the module says");
        assertEquals(0, choice(object(site, 7, BO, 2), 40));
        assertEquals(16, values(object(site, 7, BO, 1), 87).size());
    }

    @Test
    void allMetersCanBeInOneDevice() throws Exception {
        Site site = plant.site(false, true);
        plant.image().set("i30-5", "2/voltageV1", 231);

        ServedObject object = object(site, 0, AI, 50_204);

        assertEquals(1, site.devices().size());
        assertEquals(231f, real(object, 85));
        assertEquals("i30-5.VoltPhNV1.2", object.name());
        assertEquals(object.id(), named(device(site, 0), "i30-5.VoltPhNV1.2").id());
        assertNotNull(device(site, 0).find(ObjectIds.of(BO, 70_002)));
    }

    @Test
    void namesAreUniqueAndFindTheirObjects() {
        for (Site site : List.of(plant.site(), plant.site(false, true))) {
            for (VirtualDevice device : site.all()) {
                Set<String> names = new HashSet<>();
                for (int i = 0; i < device.size(); i++) {
                    ServedObject object = Objects.requireNonNull(device.find(device.id(i)));
                    assertTrue(names.add(object.name()), object.name());
                    assertEquals(object.id(), named(device, object.name()).id());
                }
            }
        }
        for (String wrong :
                List.of("", ".", "VoltPhNV1", "VoltPhNV1.", "VoltPhNV1.0", "VoltPhNV1.99", "x.1", "DigitalInput.9")) {
            assertNull(device(plant.site(), 9).find(wrong), wrong);
        }
    }

    @Test
    void theDeviceObjectHasEveryPropertyOfTheManualsTable() throws Exception {
        Site site = plant.site();
        ServedObject gateway = object(site, 0, DEVICE, ObjectIds.WILDCARD);

        assertEquals(ObjectIds.of(DEVICE, 100), gateway.id());
        for (Property property : gateway.properties().rows()) {
            values(gateway, property.id());
        }
        assertEquals("D-70", ((CharacterString) value(gateway, 70)).getValue());
        assertEquals("1.2.3 2026-03-01", ((CharacterString) value(gateway, 543)).getValue());
        assertEquals("5", value(gateway, 544).toString());
        assertEquals("NET-9", ((CharacterString) value(object(site, 9, DEVICE, 109), 372)).getValue());
        assertEquals(1 + 62, values(object(site, 9, DEVICE, 109), 76).size());
    }

    /** Numbers that clients have stored never change: published rows stay. */
    @Test
    void publishedNumbersStay() {
        Set<String> now = DataFile.rows("properties.csv").stream()
                .map(row -> row.get("object") + " " + row.get("id") + " " + row.get("name"))
                .collect(Collectors.toSet());
        for (String published : ledger("properties.ledger")) {
            assertTrue(now.contains(published), published + " was published and is gone");
        }
        Set<String> inputs = DataFile.rows("analog-inputs.csv").stream()
                .map(row -> row.get("index") + " " + row.get("quantity") + " " + row.get("name"))
                .collect(Collectors.toSet());
        for (String published : ledger("analog-inputs.ledger")) {
            assertTrue(inputs.contains(published), published + " was published and is gone");
        }
    }

    private static List<String> ledger(String name) {
        List<String> lines = DataFile.text(name)
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertFalse(lines.isEmpty());
        return lines;
    }

    @Test
    void unitsAreTheNumbersOfTheStandard() {
        for (Map<String, String> row : DataFile.rows("analog-inputs.csv")) {
            EngineeringUnits units = EngineeringUnits.forId(Integer.parseInt(row.get("units")));
            assertEquals(row.get("unitsName"), units.toString());
        }
    }
}
