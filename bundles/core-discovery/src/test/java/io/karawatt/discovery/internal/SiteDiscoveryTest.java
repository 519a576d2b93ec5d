package io.karawatt.discovery.internal;

import static io.karawatt.discovery.internal.House.NOON;
import static io.karawatt.discovery.internal.House.device;
import static io.karawatt.discovery.internal.House.found;
import static io.karawatt.discovery.internal.House.socomec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.DeviceIdentity;
import io.karawatt.bus.Finding;
import io.karawatt.bus.ScanPlan;
import io.karawatt.bus.ScanPlan.Addressing;
import io.karawatt.bus.ScanPlan.Depth;
import io.karawatt.bus.ScanProgress.Status;
import io.karawatt.discovery.Discovery.Outcome;
import io.karawatt.discovery.ScanOrder;
import io.karawatt.discovery.ScanReport;
import io.karawatt.discovery.ScanReport.What;
import io.karawatt.event.Event;
import io.karawatt.topology.Device;
import io.karawatt.topology.Load;
import io.karawatt.topology.TopologyEditor;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Nothing that was known may be lost, whatever a scan finds; the gateways of the manuals forget. */
class SiteDiscoveryTest {

    private final House house = new House();
    private final FakeLine digiware = new FakeLine("digiware", "digiware");
    private final FakeLine rs485 = new FakeLine("rs485", "rs485");
    private final FakeLine tcp = new FakeLine("tcp-d50", "modbus-tcp");
    private final SiteDiscovery discovery =
            new SiteDiscovery(house, house, house, house, house, new Idle(), InstantSource.fixed(NOON));

    SiteDiscoveryTest() {
        discovery.setEvents(house);
        for (FakeLine line : List.of(digiware, rs485, tcp)) {
            discovery.addLine(line);
            discovery.addScanner(line);
        }
    }

    @Test
    void aNewDeviceIsAddedWithKeyNameAndTheLoadsItHas() {
        digiware.put(13824, 1, 8);
        digiware.put(13856, 0, 1);
        digiware.put(46592, 0x4F76, 0x656E, 0, 0, 0, 0, 0, 0);

        scan(digiware, found(9, socomec(35, "E5C801")));

        assertEquals(
                new Device(
                        "i35-9",
                        "I-35 9",
                        "I-35",
                        "digiware",
                        9,
                        9,
                        "",
                        "E5C801",
                        List.of(new Load(1, "Oven", "3P+N-3CT"))),
                house.known("i35-9"));
        assertEquals(List.of("ADDED i35-9 1 load"), entries());
    }

    @Test
    void aMissedAnswerDoesNotCostTheLoads() {
        digiware.put(13824, 1, 8);
        digiware.put(13856, 0, 1);
        digiware.put(46592, 0x4F76, 0x656E, 0, 0, 0, 0, 0, 0);
        digiware.missAnswers(2);

        scan(digiware, found(9, socomec(35, "E5C801")));

        assertEquals(List.of("ADDED i35-9 1 load"), entries());
    }

    @Test
    void aDeviceWhoseLoadsCannotBeReadIsAddedWithAdvice() {
        digiware.fallSilent();

        scan(digiware, found(9, socomec(35, "E5C801")));

        assertEquals(List.of("ADDED i35-9 its loads could not be read; 'device:refresh i35-9' reads them"), entries());
    }

    @Test
    void aDeviceWithAnotherAddressKeepsKeyNameAreaAndLoads() {
        Device known = new Device(
                "oven", "Oven", "I-35", "digiware", 9, 9, "hall", "E5C801", List.of(new Load(1, "Oven", "3P+N-3CT")));
        house.install(known);

        scan(digiware, found(12, socomec(35, "e5c801")));

        Device now = house.known("oven");
        assertEquals(12, now.unit());
        assertEquals(12, now.address());
        assertEquals(known.loads(), now.loads());
        assertEquals("hall", now.area());
        assertEquals(
                List.of(
                        "oven was moved: place was unit id 9 on digiware, address 9, is unit id 12 on digiware, address 12"),
                house.told());
    }

    // Two technicians swap two addresses: neither device may be lost on the way, nor be taken for the other.
    @Test
    void devicesThatSwappedAddressesAreBothFollowed() {
        house.install(device("a", "I-35", "digiware", 9, "00000A"), device("b", "I-35", "digiware", 10, "00000B"));

        scan(digiware, found(9, socomec(35, "00000B")), found(10, socomec(35, "00000A")));

        assertEquals(10, house.known("a").unit());
        assertEquals(9, house.known("b").address());
        assertEquals(List.of("MOVED b was unit id 10 on digiware", "MOVED a was unit id 9 on digiware"), entries());
    }

    @Test
    void aDeviceOnAnotherLineIsMovedAndNotMissed() {
        house.install(device("a", "I-35", "digiware", 9, "00000A"));

        start(Set.of(), ScanPlan.FAST);
        digiware.ends(Status.DONE);
        tcp.ends(Status.DONE);
        rs485.ends(Status.DONE, found(9, socomec(35, "00000A")));

        assertEquals("rs485", house.known("a").line());
        assertFalse(house.known("a").missing());
    }

    @Test
    void anotherNetIdAtTheSamePlaceIsAReplacedMeter() {
        house.install(device("a", "I-35", "digiware", 9, "00000A"));

        scan(digiware, found(9, socomec(35, "00000C")));

        assertEquals("00000C", house.known("a").netId());
        assertEquals("Name of a", house.known("a").name());
        assertEquals(List.of("a was replaced: NET ID or serial number was 00000A, is 00000C"), house.told());
    }

    @Test
    void aDeviceOfAnotherKindInItsPlaceIsAClashAndNothingIsOverwritten() {
        house.install(device("a", "I-35", "digiware", 9, "00000A"));

        scan(digiware, found(9, socomec(30, "00000D")));

        assertEquals("I-35", house.known("a").reference());
        assertEquals("00000A", house.known("a").netId());
        assertTrue(house.known("a").missing());
        assertEquals(1, house.devices().size());
        assertEquals(
                List.of(What.CLASH, What.VANISHED),
                report().entries().stream().map(ScanReport.Entry::what).toList());
    }

    @Test
    void whatIsNotFoundIsMarkedAndComesBack() {
        house.install(device("a", "I-35", "digiware", 9, "00000A"));

        scan(digiware);
        assertTrue(house.known("a").missing());
        scan(digiware);
        scan(digiware, found(9, socomec(35, "00000A")));

        assertFalse(house.known("a").missing());
        assertEquals(
                List.of(
                        "a was not found: place was unit id 9 on digiware, address 9, is without an answer",
                        "a was found again: place was missing, is unit id 9 on digiware, address 9"),
                house.told());
    }

    @Test
    void onlyWhatWouldHaveBeenFoundCanBeMissed() {
        house.install(
                device("elsewhere", "I-35", "rs485", 9, "00000A"),
                device("beyond", "I-35", "digiware", 40, "00000B"),
                device("slow", "E-23", "digiware", 10, "00000C"));

        start(Set.of("digiware"), new ScanPlan(Depth.FAST, 1, 32, false, Addressing.NONE));
        digiware.ends(Status.DONE);

        assertEquals(List.of(), report().entries());
    }

    @Test
    void aScanThatWasCancelledOrFailedMarksNothingAsMissing() {
        house.install(device("a", "I-35", "digiware", 9, "00000A"));

        start(Set.of("digiware"), ScanPlan.FAST);
        assertTrue(discovery.cancel());
        start(Set.of("digiware"), ScanPlan.FAST);
        digiware.ends(Status.FAILED);
        start(Set.of("digiware"), ScanPlan.FAST);
        discovery.removeScanner(digiware);

        assertFalse(house.known("a").missing());
        assertEquals(ScanReport.State.ENDED, report().state());
        assertFalse(discovery.cancel());
    }

    @Test
    void devicesInAConflictAreNotMissed() {
        house.install(device("a", "I-35", "digiware", 9, "00000A"));

        scan(digiware, new Finding(9, 38400, Finding.Kind.CONFLICT, DeviceIdentity.UNKNOWN, 9, "garbled 3 of 3"));

        assertFalse(house.known("a").missing());
        assertEquals(List.of("CONFLICT a garbled 3 of 3"), entries());
    }

    // Digiware and RS485 share 1..247 (D-50/D-70 manual): what is there first keeps its address.
    @Test
    void anAddressTakenOnAnotherSerialLineIsReportedAndNotGivenTwice() {
        house.install(device("a", "I-35", "rs485", 9, "00000A"));

        scan(digiware, found(9, socomec(35, "00000B")));

        assertEquals(Set.of("a"), house.devices().keySet());
        assertTrue(entries().get(0).startsWith("CLASH  address 9 of the gateway is taken"), entries()::toString);
    }

    @Test
    void devicesBehindAGatewayKeepTheirUnitIdAndGetAFreeAddress() {
        house.install(device("a", "I-35", "rs485", 2, "00000A"));

        scan(tcp, found(1, socomec(35, "00000B")), found(2, socomec(35, "00000C")), found(200, socomec(35, "00000D")));

        assertEquals(
                Map.of("a", "2/2", "i35-3", "1/3", "i35-4", "2/4", "i35-200", "200/200"),
                house.devices().values().stream()
                        .collect(Collectors.toMap(Device::key, d -> d.unit() + "/" + d.address())));
    }

    @Test
    void strangersAreReportedWithWhatTheySaid() {
        DeviceIdentity other =
                new DeviceIdentity(false, -1, -1, -1, "", "Acme", "PM-3", "4711", "", Map.of("revision", "2.0"));
        scan(rs485, found(7, socomec(99, "00000A")), found(8, other), found(9, DeviceIdentity.UNKNOWN));

        assertEquals(
                List.of(
                        "UNKNOWN  it says: maker SOCOMEC, order id 400, product id 99, table version 1",
                        "UNKNOWN  it says: maker Acme, product PM-3, revision 2.0",
                        "UNKNOWN  it does not say what it is"),
                entries());
        assertEquals(Map.of(), house.devices());
    }

    // A dropped-in profile can't be found by identification: what answers at its place is the device.
    @Test
    void aThirdPartyMeterThatWasEnteredByHandIsKnownByItsPlace() {
        house.install(device("acme", "ACME-3", "rs485", 8, ""));

        scan(rs485, found(8, DeviceIdentity.UNKNOWN));

        assertEquals(List.of("KNOWN acme "), entries());
    }

    @Test
    void aDeviceWithoutNetIdSoFarGetsItSilently() {
        house.install(device("a", "I-35", "digiware", 9, ""));

        scan(digiware, found(9, socomec(35, "00000A")));

        assertEquals("00000A", house.known("a").netId());
        assertEquals(List.of(), house.told());
    }

    @Test
    void whenItCantBeStoredNothingIsTold() {
        house.install(device("a", "I-35", "digiware", 9, "00000A"));
        house.refuse("the disk is full");

        scan(digiware, found(12, socomec(35, "00000A")));

        assertEquals(List.of(), house.told());
        assertEquals(List.of("CLASH a nothing was taken over: the disk is full"), entries());
    }

    // Without it nobody would know why a conflict is still there.
    @Test
    void whatTheScanHadToSayOfAKnownDeviceIsInTheReport() {
        house.install(device("a", "I-35", "digiware", 9, "00000A"));

        scan(
                digiware,
                new Finding(
                        9,
                        38400,
                        Finding.Kind.DEVICE,
                        socomec(35, "00000A"),
                        9,
                        "device 00000B did not take address 11"));

        assertEquals(List.of("KNOWN a device 00000B did not take address 11"), entries());
    }

    @Test
    void givingOutAddressesNeedsLeave() {
        ScanPlan plan = new ScanPlan(Depth.FAST, 2, 32, false, Addressing.AUTOSET);

        Outcome refused = discovery.start(order(Set.of("digiware"), plan));

        assertEquals(new Outcome.Refused("writing is off"), refused);
        assertEquals(List.of(), digiware.plans());
        assertEquals(
                List.of(
                        "refused: command addresses 2..32 of line digiware by karaf from ssh over console: writing is off"),
                house.told());

        house.allowWrites();
        start(Set.of("digiware"), plan);
        digiware.ends(Status.DONE, found(5, socomec(35, "00000A")), found(6, socomec(35, "00000B"), 5));
        Event.WriteHappened written = assertInstanceOf(
                Event.WriteHappened.class, house.events().get(house.events().size() - 1));
        assertEquals("digiware done, addresses given out: 1", written.outcome());
    }

    @Test
    void lookingAloneAsksNobody() {
        scan(digiware);

        assertEquals(List.of(), house.asked());
    }

    @Test
    void whatCantBeSearchedIsSaid() {
        assertRefused("there is no line 'x'", order(Set.of("x"), ScanPlan.FAST));
        ScanPlan buttons = new ScanPlan(Depth.FAST, 1, 247, false, Addressing.PUSH_BUTTON);
        assertRefused("one line at a time", order(Set.of(), buttons));
        start(Set.of("digiware"), ScanPlan.FAST);
        assertRefused("a scan is under way", order(Set.of("rs485"), ScanPlan.FAST));
        assertEquals(ScanReport.State.SEARCHING, report().state());
    }

    @Test
    void refreshTakesTheLoadsFromTheDeviceAndKeepsNamesItDoesNotTell() {
        house.install(new Device(
                "a", "A", "I-35", "digiware", 9, 9, "", "", List.of(new Load(1, "Mine", ""), new Load(2, "Old", ""))));
        digiware.put(13824, 1, 1);
        digiware.put(13856, 0, 1);
        digiware.put(46592, 0, 0, 0, 0, 0, 0, 0, 0);

        assertInstanceOf(
                TopologyEditor.Outcome.Done.class, discovery.refresh("a").join());

        assertEquals(List.of(new Load(1, "Mine", "1P+N-1CT")), house.known("a").loads());
        digiware.fallSilent();
        assertInstanceOf(
                TopologyEditor.Outcome.Refused.class, discovery.refresh("a").join());
    }

    private void assertRefused(String reason, ScanOrder order) {
        Outcome.Refused refused = assertInstanceOf(Outcome.Refused.class, discovery.start(order));
        assertTrue(refused.reason().contains(reason), refused.reason());
    }

    private void scan(FakeLine line, Finding... findings) {
        start(Set.of(line.name()), ScanPlan.FAST);
        line.ends(Status.DONE, findings);
    }

    private void start(Set<String> lines, ScanPlan plan) {
        assertEquals(new Outcome.Started(), discovery.start(order(lines, plan)));
    }

    private static ScanOrder order(Set<String> lines, ScanPlan plan) {
        return new ScanOrder(lines, plan, "console", "karaf", "ssh");
    }

    private ScanReport report() {
        return discovery.report().orElseThrow();
    }

    private List<String> entries() {
        return report().entries().stream()
                .map(entry -> entry.what() + " " + entry.device() + " " + entry.text())
                .toList();
    }
}
