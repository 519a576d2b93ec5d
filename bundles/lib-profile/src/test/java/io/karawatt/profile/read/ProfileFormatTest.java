package io.karawatt.profile.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.model.Range;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.RegisterSpec.Poll;
import io.karawatt.profile.RegisterType;
import io.karawatt.profile.WordOrder;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.Load;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProfileFormatTest {

    /** The example of docs/reference/profile-format.md: one file, no tables, everything the grammar offers. */
    private static final String METER = """
            family: acme
            title: Acme meters
            source: Acme manual 4711, page 12
            buses: [rs485, modbus-tcp]
            limits: {maxRead: 40, holesReadable: yes, turnaroundMs: 12}
            blocks:
              - {function: 4, address: 0, words: 20}
              - {function: 4, address: 100, words: 10, stride: 50, count: 3}
              - {function: 3, address: 0, words: 80}
            needs:
              - {group: thd, capability: thd}
            instances:
              - {scope: load, capability: maxLoads}
            defaults: {functions: 4, order: low, status: sourced}
            registers:
              - {name: voltageV1, scope: network, address: 0, type: FLOAT32}
              - {name: frequency, scope: network, address: 2, type: BCD16, scale: 0.01}
              - {name: temperature, scope: device, address: 3, type: S16, scale: 0.1, offset: -40, notAvailable: [0x8000, -1]}
              - {name: thdI1, scope: load, address: 4, type: U16, scale: 0.1, poll: slow}
              - {name: switchPosition, scope: device, address: 5, type: U16, bit: 4, width: 3}
              - {name: switchMode, scope: device, address: 5, type: U16, bit: 0, width: 4}
              - {name: energyActivePos, stat: total, scope: load, address: 0x64, type: U64, stride: 50, count: 3, poll: slow}
              - {name: ctPrimary, kind: setting, functions: 3/6/16, address: 10, type: U32, unit: A}
              - {name: serial, kind: id, functions: 3, address: 20, type: STRING_NORM, words: 8, status: assumed}
              - {name: reset, kind: command, functions: 16, address: 30, type: U16}
            devices:
              - reference: ACME 3
                title: Acme three-phase
                capabilities: {maxLoads: 2, thd: no}
                identification: {productId: 7}
              - reference: ACME 3H
                capabilities: {maxLoads: 3, thd: yes}
                limits: {turnaroundMs: 5}
            """;

    private static DeviceProfile read(String reference) {
        ProfileLibrary library = Sample.load("acme.profile.yaml", METER);
        assertEquals(List.of(), library.problems());
        return library.profiles().find(reference).orElseThrow();
    }

    private static RegisterSpec row(String reference, String name) {
        return read(reference).registers().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aSingleFileHoldsAWholeMeter() {
        DeviceProfile profile = read("ACME 3");
        assertEquals("Acme three-phase", profile.title());
        assertEquals(Set.of("rs485", "modbus-tcp"), profile.buses());
        assertEquals(new DeviceProfile.Identification(-1, 7, ""), profile.identification());
        assertEquals(2, profile.maxLoads());
        assertEquals(40, profile.limits().maxRead());
        assertTrue(profile.limits().holesReadable());
        assertEquals(12, profile.limits().turnaroundMs());
        assertEquals(5, read("ACME 3H").limits().turnaroundMs());
    }

    @Test
    void blocksAreSpelledOutForEachInstance() {
        assertEquals(
                List.of(
                        new DeviceProfile.Block(RegisterTable.INPUT, 0, 20),
                        new DeviceProfile.Block(RegisterTable.INPUT, 100, 10),
                        new DeviceProfile.Block(RegisterTable.INPUT, 150, 10),
                        new DeviceProfile.Block(RegisterTable.INPUT, 200, 10),
                        new DeviceProfile.Block(RegisterTable.HOLDING, 0, 80)),
                read("ACME 3").limits().blocks());
    }

    @Test
    void aRowTakesTheDefaultsOfItsFileWhereItIsSilent() {
        RegisterSpec voltage = row("ACME 3", "voltageV1");
        assertEquals(RegisterTable.INPUT, voltage.table());
        assertEquals(WordOrder.LOW_FIRST, voltage.coding().order());
        assertEquals("inst", voltage.stat());
        assertEquals("V", voltage.coding().unit());
        assertEquals(Poll.FAST, voltage.poll());
        assertTrue(voltage.origin().sourced());
        assertFalse(row("ACME 3", "serial").origin().sourced());
        assertEquals("test/acme.profile.yaml:16", voltage.origin().toString());
    }

    @Test
    void aMeasureTakesTheRangeOfItsQuantity() {
        assertEquals(new Range(0, 1_000_000), row("ACME 3", "voltageV1").plausible());
        assertEquals(Range.ALL, row("ACME 3", "serial").plausible());
    }

    @Test
    void functionsTellTableAndAccess() {
        assertEquals(
                new RegisterSpec.Access(true, true, true),
                row("ACME 3", "ctPrimary").access());
        assertEquals(RegisterTable.HOLDING, row("ACME 3", "ctPrimary").table());
        assertEquals(
                new RegisterSpec.Access(false, false, true),
                row("ACME 3", "reset").access());
        assertEquals(Poll.ON_REQUEST, row("ACME 3", "reset").poll());
    }

    @Test
    void notAvailableCodesAreRawBitsOfTheType() {
        assertEquals(
                Set.of(0x8000L, 0xFFFFL), row("ACME 3", "temperature").coding().notAvailable());
    }

    @Test
    void aDeviceHasNoMoreInstancesThanItsCapabilitySays() {
        assertEquals(2, row("ACME 3", "energyActivePos").count());
        assertEquals(3, row("ACME 3H", "energyActivePos").count());
    }

    @Test
    void whatADeviceCannotMeasureIsReadOnRequestOnly() {
        assertEquals(Poll.ON_REQUEST, row("ACME 3", "thdI1").poll());
        assertEquals(Poll.SLOW, row("ACME 3H", "thdI1").poll());
    }

    @Test
    void rowsThatDoNotDifferAreKeptOnce() {
        ProfileLibrary library = Sample.load("acme.profile.yaml", METER);
        assertSame(
                library.profiles()
                        .find("ACME 3")
                        .orElseThrow()
                        .register("voltageV1", "inst")
                        .orElseThrow(),
                library.profiles()
                        .find("ACME 3H")
                        .orElseThrow()
                        .register("voltageV1", "inst")
                        .orElseThrow());
    }

    /** Worked by hand in docs/reference/profile-format.md. */
    @Test
    void theExampleOfTheDocumentationDecodesAsWorkedByHand() {
        Device device = new Device(
                "acme-1", "Acme", "ACME 3", "bus", 1, 1, "", "", List.of(new Load(1, "a", ""), new Load(2, "b", "")));
        List<DevicePoints.Place> places = DevicePoints.of(read("ACME 3"), device);
        // 230.5 = 0x43668000, low word first; 50.01 as digits; 61.5 degC = (1015) x 0.1 - 40; bits 4..6 of 0x0053 = 5.
        Registers answer = Registers.of(0x8000, 0x4366, 0x5001, 1015, 23, 0x0053);
        assertEquals(230.5, decode(places, "0/voltageV1", answer, 0), 1e-9);
        assertEquals(50.01, decode(places, "0/frequency", answer, 0), 1e-9);
        assertEquals(61.5, decode(places, "0/temperature", answer, 0), 1e-9);
        assertEquals(2.3, decode(places, "1/thdI1", answer, 0), 1e-9);
        assertEquals(5, decode(places, "0/switchPosition", answer, 0), 1e-9);
        assertEquals(3, decode(places, "0/switchMode", answer, 0), 1e-9);
        // 123,456,789 Wh = 0x075BCD15 of load 2 at 100 + 50.
        assertEquals(
                123_456_789, decode(places, "2/energyActivePos.total", Registers.of(0xCD15, 0x075B, 0, 0), 150), 1e-9);
    }

    private static double decode(List<DevicePoints.Place> places, String key, Registers answer, int base) {
        return places.stream()
                .filter(place -> place.key().toString().equals(key))
                .findFirst()
                .orElseThrow()
                .decode(answer, base)
                .orElseThrow();
    }

    @Test
    void tablesAreJoinedWithTheRowsOfTheProfile() {
        ProfileLibrary library = ProfileLibrary.load(Sample.source(
                "test",
                "quantities.csv",
                Sample.QUANTITIES,
                "x.registers.csv",
                "name,address,type\nvoltageV1,10,U16\n",
                "x.profile.yaml",
                """
                family: x
                buses: [rs485]
                tables: [x]
                registers: [{name: frequency, address: 5, type: U16}]
                devices: [{reference: X}]
                """));
        assertEquals(List.of(), library.problems());
        assertEquals(
                List.of("frequency", "voltageV1"),
                library.profiles().find("X").orElseThrow().registers().stream()
                        .map(RegisterSpec::name)
                        .toList());
    }

    @Test
    void aLaterSourceWinsAndSaysSo() {
        String first = """
                family: x
                buses: [rs485]
                registers: [{name: frequency, address: 5, type: U16}]
                devices: [{reference: X}, {reference: Y}]
                """;
        String second = first.replace("address: 5", "address: 6").replace(", {reference: Y}", "");
        ProfileLibrary library = ProfileLibrary.load(
                Sample.source("shipped", "quantities.csv", Sample.QUANTITIES, "x.profile.yaml", first),
                Sample.source("mine", "x.profile.yaml", second));
        assertEquals(
                6, library.profiles().find("X").orElseThrow().registers().get(0).address());
        assertEquals(
                5, library.profiles().find("Y").orElseThrow().registers().get(0).address());
        assertEquals(
                List.of("profile X of mine/x.profile.yaml:4 takes the place of shipped/x.profile.yaml:4"),
                library.notes());
    }

    @Test
    void aLaterTableCorrectsTheProfilesThatUseIt() {
        String profile = "family: x\nbuses: [rs485]\ntables: [x]\ndevices: [{reference: X}]\n";
        ProfileLibrary library = ProfileLibrary.load(
                Sample.source(
                        "shipped",
                        "quantities.csv",
                        Sample.QUANTITIES,
                        "x.registers.csv",
                        "name,address,type\nvoltageV1,10,U16\n",
                        "x.profile.yaml",
                        profile),
                Sample.source("mine", "x.registers.csv", "name,address,type\nvoltageV1,11,U16\n"));
        RegisterSpec row =
                library.profiles().find("X").orElseThrow().registers().get(0);
        assertEquals(11, row.address());
        assertEquals("mine/x.registers.csv:2", row.origin().toString());
    }

    @Test
    void everyRegisterTypeCanBeWritten() {
        for (RegisterType type : RegisterType.values()) {
            String words = type.text() ? ", words: 3" : "";
            ProfileLibrary library = Sample.load(
                    "x.profile.yaml",
                    "family: x\nbuses: [rs485]\nregisters: [{name: voltageV1, kind: status, address: 5, type: " + type
                            + words + "}]\ndevices: [{reference: X}]\n");
            assertEquals(List.of(), library.problems());
            Optional<DeviceProfile> profile = library.profiles().find("X");
            assertEquals(type, profile.orElseThrow().registers().get(0).coding().type());
        }
    }

    @Test
    void bytesAndBitFieldsShareAWordAndAnAliasMayShareAnything() {
        ProfileLibrary library = Sample.load("x.profile.yaml", """
                family: x
                buses: [rs485]
                registers:
                  - {name: a, kind: status, address: 5, type: U8H}
                  - {name: b, kind: status, address: 5, type: S8L}
                  - {name: c, kind: status, address: 5, type: U16, bit: 3, width: 1}
                  - {name: d, kind: status, address: 4, type: U32, alias: yes}
                  - {name: e, kind: status, functions: 4, address: 5, type: U16}
                devices: [{reference: X}]
                """);
        assertEquals(List.of(), library.problems());
    }
}
