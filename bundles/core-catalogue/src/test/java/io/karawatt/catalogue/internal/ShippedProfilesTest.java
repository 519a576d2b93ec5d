package io.karawatt.catalogue.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.model.Registers;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.RegisterSpec.Kind;
import io.karawatt.profile.RegisterSpec.Poll;
import io.karawatt.profile.read.ProfileLibrary;
import io.karawatt.profile.read.ProfileSources;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.Load;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The data that is shipped: every file is good, and the examples of its sources decode to what the sources say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShippedProfilesTest {

    private ProfileLibrary library = ProfileLibrary.EMPTY;

    @BeforeAll
    void readAll() throws IOException {
        library = ProfileLibrary.load(ProfileSources.classPath(getClass().getClassLoader()));
    }

    private DeviceProfile profile(String reference) {
        return library.profiles().find(reference).orElseThrow();
    }

    @Test
    void everyFileIsGood() {
        assertEquals(List.of(), library.problems());
        assertEquals(List.of(), library.notes());
        assertEquals(79, library.profiles().all().size());
        assertEquals(1019, library.quantities().all().size());
    }

    @Test
    void everyDeviceOfTheDemoSiteHasAProfileOnItsBus() {
        Map<String, List<String>> site = Map.of(
                "digiware", List.of("U-30", "I-30", "S-135", "I-35", "I-45", "IO-10", "IO-20", "R-60"),
                "rs485", List.of("B-30 RS485", "A-40", "A-10", "E44", "E24", "C65", "U-31dc", "I-35dc"),
                "modbus-tcp", List.of("D-50", "D-70", "M-50", "M-70"));
        site.forEach((bus, references) -> references.forEach(
                reference -> assertTrue(profile(reference).buses().contains(bus), reference + " on " + bus)));
    }

    @Test
    void everyMeasureAndDateIsAQuantityOfTheCatalogue() {
        for (DeviceProfile profile : library.profiles().all()) {
            for (RegisterSpec row : profile.registers()) {
                if (row.kind() == Kind.MEASURE || row.kind() == Kind.DATE) {
                    assertTrue(library.quantities().find(row.name()).isPresent(), row.name() + " in " + row.origin());
                }
            }
        }
    }

    /** Discovery takes the longest prefix that fits; two devices with one name could not be told apart. */
    @Test
    void noTwoDevicesIntroduceThemselvesAlike() {
        Map<String, Long> products = library.profiles().all().stream()
                .filter(profile -> profile.identification().productId() >= 0)
                .collect(Collectors.groupingBy(
                        profile -> profile.identification().orderId() + "/"
                                + profile.identification().productId(),
                        Collectors.counting()));
        assertEquals(Set.of(1L), Set.copyOf(products.values()));
    }

    @Test
    void theFirstRowsOfTheCatalogueAreTheAnalogInputsOfTheManuals() {
        List<Integer> indexes = library.quantities().all().stream()
                .flatMap(quantity -> quantity.attribute("bacnetIndex").stream())
                .map(Integer::valueOf)
                .toList();
        assertEquals(IntStream.range(0, 62).boxed().toList(), indexes);
        assertEquals(
                "VystPhN",
                library.quantities().all().get(0).attribute("bacnetName").orElseThrow());
    }

    /**
     * Words as they stand in the published tables: scale of each row quoted from its source, high word first (verified
     * on an A-10 by its community map).
     */
    @ParameterizedTest
    @CsvSource({
        // B-30 and Digiware: 0.01 V, 0.001 A, mHz, W, kWh plus tenths of Wh; loads 2048 words apart.
        "B-30 RS485, 2, voltageV1.inst, 20492, 0x0000 0x59DD, 230.05",
        "I-35, 1, currentI1.inst, 18458, 0x0001 0xE240, 123.456",
        "I-35, 3, powerActiveTotal.inst, 22572, 0xFFFF 0xFF06, -250",
        "I-30, 1, frequency.inst, 18442, 0x0000 0xC35C, 50.012",
        "I-45, 4, energyActivePos.total, 25987, 0x0000 0x000C, 12000",
        "I-45, 4, energyActivePos.totalResidual, 25989, 0x270F, 999.9",
        "U-30, 0, voltageV1.inst, 36873, 0x0000 0x59DD, 230.05",
        // power in steps of 10 W, frequency Hz/100, THD in 0.1 %.
        "A-10, 1, powerActiveTotal.inst, 50536, 0x0000 0x00EB, 2350",
        "A-10, 1, frequency.inst, 50526, 0x0000 0x1389, 50.01",
        "A-10, 1, thdU12.inst, 51536, 0x0017, 2.3",
        // E44: Hz/100, 10 W, kWh; E24: mHz.
        "E44, 1, frequency.inst, 50526, 0x0000 0x1389, 50.01",
        "E44, 1, powerActiveTotal.inst, 50536, 0xFFFF 0xFFFF, -10",
        "E44, 1, energyActivePos.total, 50770, 0x0001 0x0000, 65536000",
        "E24, 1, frequency.inst, 50526, 0x0000 0xC35C, 50.012",
        "A-40, 1, voltageV1.inst, 18444, 0x0000 0x59DD, 230.05",
        // Our own maps.
        "C65, 0, switchMode.inst, 20481, 0x0010, 16",
        "R-60, 6, residualCurrent.inst, 28676, 0x0000 0x7530, 30",
        "U-31dc, 0, dcVoltage.inst, 36867, 0xFFFF 0xFFFF, -0.01",
        "I-35dc, 4, dcCurrent.inst, 24582, 0xFFFF 0xFFFF, -0.001",
        "IO-10, 4, multifluidPartial.partial, 10345, 0x0000 0x0000 0x0001 0x0000, 65536",
    })
    void decodesAsTheSourceSays(String reference, int load, String point, int address, String words, double value) {
        List<Load> loads = IntStream.rangeClosed(1, profile(reference).maxLoads())
                .mapToObj(number -> new Load(number, "load", ""))
                .toList();
        Device device = new Device("x", "x", reference, "bus", 1, 1, "", "", loads);
        DevicePoints.Place place = DevicePoints.of(profile(reference), device).stream()
                .filter(p -> p.key().equals(io.karawatt.model.PointKey.parse(load + "/" + point)))
                .findFirst()
                .orElseThrow();
        assertEquals(address, place.address());
        int[] raw = java.util.Arrays.stream(words.split(" ", -1))
                .mapToInt(Integer::decode)
                .toArray();
        assertEquals(value, place.decode(Registers.of(raw), address).orElseThrow(), 1e-9);
    }

    @Test
    void everyIdentifiableDeviceSpellsSocoAt50000() {
        RegisterSpec magic = profile("I-35").register("idMagicSOCO", "").orElseThrow();
        assertEquals(50000, magic.address());
        Registers words = Registers.of(0x0053, 0x004F, 0x0043, 0x004F);
        assertEquals(
                "SOCO",
                magic.coding().type().decodeText(words, 0, magic.coding().words()));
    }

    /** The manuals say that I-30 and I-31 have no THD; the table they share with the I-35 has it. */
    @Test
    void distortionIsNotPolledWhereTheDeviceCannotMeasureIt() {
        Function<String, Poll> poll = reference ->
                profile(reference).register("thdI1", "inst").orElseThrow().poll();
        assertEquals(Poll.ON_REQUEST, poll.apply("I-30"));
        assertEquals(Poll.ON_REQUEST, poll.apply("I-31"));
        assertEquals(Poll.SLOW, poll.apply("I-35"));
    }

    @Test
    void instantaneousValuesAreFastEnergiesSlowExtremesRare() {
        DeviceProfile profile = profile("I-35");
        assertEquals(
                Poll.FAST, profile.register("currentI1", "inst").orElseThrow().poll());
        assertEquals(
                Poll.FAST,
                profile.register("powerFactorTotal", "inst").orElseThrow().poll());
        assertEquals(
                Poll.SLOW,
                profile.register("energyActivePos", "total").orElseThrow().poll());
        assertEquals(
                Poll.SLOW, profile.register("currentI1", "avg").orElseThrow().poll());
        assertEquals(
                Poll.RARE, profile.register("currentI1", "max").orElseThrow().poll());
        assertEquals(
                Poll.RARE,
                profile.register("currentI1", "maxDate").orElseThrow().poll());
        assertEquals(
                Poll.ON_REQUEST, profile.register("loadName", "").orElseThrow().poll());
    }

    /** The manuals list the devices; A-30, A60, A80 and A40v3 keep load curves with a memory module. */
    @Test
    void devicesWithMemoriesAreThoseOfTheManuals() {
        Map<String, Set<String>> memories = library.profiles().all().stream()
                .filter(profile -> !profile.memories().isEmpty())
                .collect(Collectors.toMap(
                        DeviceProfile::reference,
                        profile -> profile.memories().stream()
                                .map(memory -> memory.name())
                                .collect(Collectors.toSet())));
        assertEquals(Set.of("loadCurve", "trend"), memories.get("I-35"));
        assertEquals(Set.of("loadCurve", "trend"), memories.get("B-30 RS485"));
        assertEquals(Set.of("trend"), memories.get("U-30"));
        for (String reference : List.of("I-31", "I-61", "E34", "E44", "E48", "A-30", "A60", "A80", "A40v3")) {
            assertEquals(Set.of("loadCurve"), memories.get(reference), reference);
        }
        for (String reference : List.of("I-30", "A-10", "A14", "E24", "R-60")) {
            assertEquals(null, memories.get(reference), reference);
        }
    }

    @Test
    void loadsInputsAndOutputsAreAsManyAsTheDeviceHas() {
        assertEquals(
                3, profile("I-35").register("currentI1", "inst").orElseThrow().count());
        assertEquals(
                6, profile("I-60").register("currentI1", "inst").orElseThrow().count());
        assertEquals(
                2,
                profile("IO-20").register("analogInput", "inst").orElseThrow().count());
        assertTrue(profile("IO-20").register("digitalInputState", "inst").isEmpty());
        assertTrue(profile("IO-10").register("analogInput", "inst").isEmpty());
        assertEquals(
                4,
                profile("IO-10").register("multifluid", "total").orElseThrow().count());
    }

    @Test
    void rowsSayWhereTheyComeFrom() {
        RegisterSpec row = profile("A-10").register("powerActiveTotal", "inst").orElseThrow();
        assertTrue(
                row.origin().file().endsWith("/diris-a10.registers.csv"),
                row.origin().file());
        assertTrue(row.origin().sourced());
        assertTrue(row.origin().source().contains("A-10 v200.55"));
    }
}
