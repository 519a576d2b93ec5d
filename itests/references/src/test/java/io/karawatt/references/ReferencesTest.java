package io.karawatt.references;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.bus.DeviceIdentity;
import io.karawatt.bus.Finding;
import io.karawatt.bus.ScanPlan.Depth;
import io.karawatt.bus.Urgency;
import io.karawatt.discovery.ScanReport;
import io.karawatt.discovery.ScanReport.What;
import io.karawatt.model.PointId;
import io.karawatt.model.Value;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.RegisterSpec.Poll;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.DevicePoints.Place;
import io.karawatt.topology.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every device reference of the manuals: found, told apart, and every quantity of every load read. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferencesTest {

    private static final int MOST_TRIES = 1000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SAMPLE = 4000;

    private Plant plant;
    private Set<String> fast = Set.of();
    private Map<Integer, Finding> findings = Map.of();
    private Map<Integer, ScanReport.Entry> entries = Map.of();

    @BeforeAll
    void searchEverything() throws Exception {
        plant = new Plant();
        fast = plant.search(Depth.FAST).entries().stream()
                .map(ScanReport.Entry::reference)
                .collect(Collectors.toSet());
        ScanReport full = plant.search(Depth.FULL);
        findings = full.lines().stream()
                .flatMap(line -> line.progress().findings().stream())
                .collect(Collectors.toMap(Finding::unit, Function.identity()));
        entries = full.entries().stream().collect(Collectors.toMap(ScanReport.Entry::unit, Function.identity()));
        for (Reference one : references()) {
            if (!one.introducesItself()) {
                plant.ledger().add(byHand(one));
            }
        }
        plant.poll();
    }

    /** What cannot introduce itself is added by the operator. */
    private static Device byHand(Reference one) {
        List<Load> loads = IntStream.rangeClosed(1, one.number("maxLoads"))
                .mapToObj(number -> new Load(number, "", "3P+N-4CT"))
                .toList();
        return new Device(
                "hand-" + one.address(),
                one.name(),
                one.name(),
                one.line(),
                one.address(),
                one.address(),
                "",
                "",
                loads);
    }

    @AfterAll
    void stop() {
        plant.close();
    }

    static List<Reference> references() {
        return Reference.all();
    }

    @Test
    void thereAreSeventyNineReferencesAndAProfileForEach() {
        assertEquals(79, references().size());
        assertEquals(
                references().stream().map(Reference::name).collect(Collectors.toSet()),
                plant.profiles().all().stream().map(DeviceProfile::reference).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("references")
    void isFoundAndToldApart(Reference one) {
        ScanReport.Entry entry = entries.get(one.address());
        assertNotNull(entry, "nothing was found at address " + one.address());
        if (one.introducesItself()) {
            assertTrue(Set.of(What.ADDED, What.KNOWN).contains(entry.what()), entry.toString());
            assertEquals(one.name(), entry.reference());
        } else {
            assertEquals(What.UNKNOWN, entry.what());
            assertTrue(entry.text().contains("exception 2 at register 50000"), entry.text());
        }
    }

    @ParameterizedTest
    @MethodSource("references")
    void saysWhatTheMakersTablesSay(Reference one) {
        DeviceIdentity said = findings.get(one.address()).identity();
        assertEquals(one.introducesItself(), said.socomec());
        if (one.introducesItself()) {
            assertEquals(one.number("orderId"), said.orderId());
            assertEquals(one.number("productId"), said.productId());
            assertEquals(one.text("extendedName"), said.extendedName());
            assertTrue(said.tableVersion() > 0, said.toString());
            assertEquals("SOCOMEC", said.vendor());
        }
    }

    // Digiware modules, DIRIS B and A-40 answer a fast search; DIRIS A and COUNTIS only a full one.
    @ParameterizedTest
    @MethodSource("references")
    void answersTheFastSearchIfTheDeviceListSaysSo(Reference one) {
        boolean slow = one.name().matches("[AE][0-9].*|Ci|ECi.*|A-[1236].*");
        if (one.can("fastDiscovery")) {
            assertTrue(fast.contains(one.name()));
        } else if (slow) {
            assertTrue(!fast.contains(one.name()));
        }
    }

    @ParameterizedTest
    @MethodSource("references")
    void everyQuantityOfEveryLoadIsWhatTheMeterMeasures(Reference one) throws Exception {
        Device device = plant.ledger().current().deviceAt(one.address()).orElseThrow();
        DeviceProfile profile = plant.profiles().find(one.name()).orElseThrow();
        assertEquals(one.number("maxLoads"), device.loads().size());
        List<Place> places = DevicePoints.of(profile, device);
        List<String> wrong = new ArrayList<>();
        plant.arrivals().await(polled(device, places), PATIENCE);
        for (Place place : places) {
            Optional<Value> value = place.spec().poll() == Poll.ON_REQUEST
                    ? Optional.of(ask(device, place))
                    : plant.arrivals().value(new PointId(device.key(), place.key()));
            OptionalDouble meant = plant.played().measured(one.address(), place.spec(), instance(place));
            String fault =
                    meant.isPresent() ? fault(place, value.orElseThrow(), meant.getAsDouble()) : absent(one, place);
            if (!fault.isEmpty()) {
                wrong.add(place.key() + " at " + place.address() + ": " + fault);
            }
        }
        assertTrue(
                wrong.isEmpty(),
                () -> wrong.size() + " of " + places.size() + " wrong: "
                        + String.join("\n", wrong.subList(0, Math.min(SAMPLE, wrong.size()))));
        assertEquals(one.notSimulated(), plant.played().unknownQuantities(one.address()));
    }

    private static Set<PointId> polled(Device device, List<Place> places) {
        return places.stream()
                .filter(place -> place.spec().poll() != Poll.ON_REQUEST)
                .map(place -> new PointId(device.key(), place.key()))
                .collect(Collectors.toSet());
    }

    private Value ask(Device device, Place place) throws Exception {
        BusRequest.Read read = new BusRequest.Read(
                device.unit(),
                place.spec().table(),
                place.address(),
                place.spec().coding().words(),
                PATIENCE);
        BusReply reply = submit(device, read);
        // The line's time runs as fast as the machine can: all of the patience may pass before the line looks up.
        for (int again = 0; reply instanceof BusReply.Busy && again < MOST_TRIES; again++) {
            reply = submit(device, read);
        }
        if (reply instanceof BusReply.Data data) {
            OptionalDouble number = place.decode(data.registers(), place.address());
            return number.isPresent()
                    ? new Value.Good(number.getAsDouble())
                    : new Value.Missing(io.karawatt.model.Cause.NOT_AVAILABLE);
        }
        throw new AssertionError(place.key() + ": " + reply);
    }

    private BusReply submit(Device device, BusRequest.Read read) throws Exception {
        return plant.line(device.line()).submit(read, Urgency.CLIENT).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static int instance(Place place) {
        return Math.max(1, place.key().instance());
    }

    /** Says what is wrong with a value; empty when it is what the meter measures, to a step of its register. */
    private static String fault(Place place, Value value, double meant) {
        RegisterSpec.Coding coding = place.spec().coding();
        double step = Math.abs(coding.scale()) + 1e-6 * Math.abs(meant);
        boolean right = value instanceof Value.Good good && Math.abs(good.raw() - meant) <= step;
        return right ? "" : "read as " + value + ", meant is " + meant;
    }

    /** A place with nothing behind it is right only for what is connected from outside, and is not connected here. */
    private static String absent(Reference one, Place place) {
        boolean outside =
                !Set.of("load", "network", "device").contains(place.spec().scope());
        return outside || one.notSimulated().contains(place.spec().name())
                ? ""
                : "the simulated meter has nothing there";
    }

    @ParameterizedTest
    @MethodSource("references")
    void hasWhatTheDeviceListClaims(Reference one) {
        DeviceProfile profile = plant.profiles().find(one.name()).orElseThrow();
        Device device = plant.ledger().current().deviceAt(one.address()).orElseThrow();
        List<RegisterSpec> polled = profile.registers().stream()
                .filter(row -> row.poll() != Poll.ON_REQUEST)
                .toList();
        Set<String> missing = new TreeSet<>();
        claim(one, "thd", polled, row -> row.name().startsWith("thd"), missing);
        claim(one, "minMax", polled, row -> row.stat().matches("(avg)?(M|m)(ax|in)"), missing);
        claim(one, "averages", polled, row -> row.stat().startsWith("avg"), missing);
        // Ranks are read when somebody asks for them.
        claim(one, "individualHarmonics", profile.registers(), row -> row.name().startsWith("harmonic"), missing);
        for (String memory : List.of("loadCurves", "trends")) {
            boolean there = profile.memories().stream().anyMatch(kept -> memory.startsWith(kept.name()));
            if (!there && one.can(memory)) {
                missing.add(memory);
            }
        }
        assertEquals(one.without(), missing, "claimed, but there is no register");
        Set<Integer> loads = DevicePoints.of(profile, device).stream()
                .filter(place -> place.spec().scope().equals("load"))
                .map(place -> place.key().instance())
                .collect(Collectors.toSet());
        assertEquals(one.number("maxLoads"), loads.size(), "loads that are read");
    }

    private static void claim(
            Reference one, String column, List<RegisterSpec> rows, Predicate<RegisterSpec> tells, Set<String> missing) {
        if (one.can(column) && rows.stream().noneMatch(tells)) {
            missing.add(column);
        }
    }

    @Test
    void aSocomecDeviceWithoutAProfileIsReportedWithWhatItSaid() {
        ScanReport.Entry entry = entries.get(Plant.UNKNOWN_SOCOMEC);
        assertEquals(What.UNKNOWN, entry.what());
        for (String part : List.of("maker SOCOMEC", "name DIRIS Z-99", "order id 400", "product id 9999")) {
            assertTrue(entry.text().contains(part), entry.text());
        }
    }

    @Test
    void aMeterOfAnotherMakerIsReportedWithWhatItSaid() {
        ScanReport.Entry entry = entries.get(Plant.THIRD_PARTY);
        assertEquals(What.UNKNOWN, entry.what());
        for (String part : List.of("maker ACME", "product ACME Powermeter 3", "exception 2 at register 50000")) {
            assertTrue(entry.text().contains(part), entry.text());
        }
    }
}
