package io.karawatt.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.model.PointKey;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.read.ProfileLibrary;
import io.karawatt.profile.read.ProfileSources;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Load;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SiteViewTest {

    private static ProfileLibrary shipped;

    @BeforeAll
    static void readShippedProfiles() throws IOException {
        shipped = ProfileLibrary.load(ProfileSources.classPath(SiteViewTest.class.getClassLoader()));
    }

    private final Installation installation = installation(
            new Device("u30-3", "", "U-30", "digiware", 3, 3, "", "", List.of()),
            new Device("i30-5", "", "I-30", "digiware", 5, 5, "", "", List.of(load(3), load(1))),
            new Device("x-9", "", "unheard-of", "digiware", 9, 9, "", "", List.of()));
    private final SiteView site = SiteView.of(installation);

    @Test
    void devicesAreFoundByTheAddressUnderWhichTheyAreServed() {
        assertEquals("i30-5", at(5).device().key());
        assertSame(at(5), site.device("i30-5").orElseThrow());
        for (long address : new long[] {-1, 0, 4, 248, 1L << 32, (1L << 32) + 5}) {
            assertNull(site.at(address), () -> "address " + address);
        }
    }

    // An OID or an instance must not answer for a device of which nothing is known.
    @Test
    void aDeviceWithoutAProfileIsLeftOut() {
        assertNull(site.at(9));
        assertTrue(site.device("x-9").isEmpty());
        assertEquals(
                List.of(3, 5), site.devices().stream().map(DeviceView::address).toList());
    }

    @Test
    void loadsAreThoseThatAreInstalled() {
        assertArrayEquals(new int[] {1, 3}, at(5).loads());
        assertTrue(at(5).has(3));
        assertFalse(at(5).has(2));
        assertFalse(at(5).has((1L << 32) + 1));
    }

    @Test
    void aPointOfALoadIsFoundWithItsLoadOnly() {
        DeviceView meter = at(5);
        int first = meter.ofLoad(1, "currentI1", PointKey.INST);
        int third = meter.ofLoad(3, "currentI1", PointKey.INST);

        assertEquals(
                new PointKey(1, "currentI1", PointKey.INST),
                meter.schema().keys().get(first));
        assertEquals(
                new PointKey(3, "currentI1", PointKey.INST),
                meter.schema().keys().get(third));
        assertEquals(DeviceView.NO_POINT, meter.ofLoad(2, "currentI1", PointKey.INST));
        assertEquals(DeviceView.NO_POINT, meter.ofLoad(1, "currentI1", "no-such-stat"));
        assertEquals(DeviceView.NO_POINT, meter.ofLoad(1, "noSuchQuantity", PointKey.INST));
    }

    @Test
    void whatBelongsToTheWholeDeviceIsFoundWithEachLoad() {
        DeviceView meter = at(5);
        int whole = meter.index(0, "operatingHours", PointKey.INST);

        assertNotEquals(DeviceView.NO_POINT, whole);
        assertEquals(whole, meter.ofLoad(1, "operatingHours", PointKey.INST));
        assertEquals(whole, meter.ofLoad(3, "operatingHours", PointKey.INST));
        assertEquals(DeviceView.NO_POINT, meter.ofLoad(0, "operatingHours", PointKey.INST));
    }

    // The manuals address a voltage module as load 1.
    @Test
    void aDeviceWithoutLoadsIsShownAsOneLoad() {
        DeviceView module = at(3);

        assertArrayEquals(new int[] {1}, module.loads());
        assertEquals(module.index(0, "frequency", PointKey.INST), module.ofLoad(1, "frequency", PointKey.INST));
        assertNotEquals(DeviceView.NO_POINT, module.ofLoad(1, "frequency", PointKey.INST));
        assertEquals(DeviceView.NO_POINT, module.ofLoad(2, "frequency", PointKey.INST));
    }

    @Test
    void indexesAreThoseOfTheInstalledSchema() {
        assertSame(Objects.requireNonNull(installation.installed().get("i30-5")).schema(), at(5).schema());
    }

    @Test
    void nobodyCanChangeAView() {
        at(5).loads()[0] = 7;

        assertArrayEquals(new int[] {1, 3}, at(5).loads());
        assertTrue(SiteView.EMPTY.devices().isEmpty());
    }

    private DeviceView at(int address) {
        return Objects.requireNonNull(site.at(address));
    }

    private static Load load(int number) {
        return new Load(number, "", "1P+N-1CT");
    }

    private static Installation installation(Device... devices) {
        Map<String, InstalledDevice> installed = new HashMap<>();
        for (Device device : devices) {
            shipped.profiles().find(device.reference()).ifPresent(profile -> {
                installed.put(device.key(), installed(device, profile));
            });
        }
        return new Installation(Arrays.asList(devices), installed);
    }

    private static InstalledDevice installed(Device device, DeviceProfile profile) {
        return new InstalledDevice(device, profile, DevicePoints.schema(profile, device));
    }
}
