package io.karawatt.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.model.PointSchema;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstallationTest {

    @Test
    void theDevicesOfALineComeInRisingOrderOfAddress() {
        Installation installation = installed(device("c", "a-line", 30), device("a", "a-line", 7), device("b", "b", 9));

        assertEquals(
                List.of("a", "c"),
                installation.onLine("a-line").stream()
                        .map(d -> d.device().key())
                        .toList());
        assertEquals(List.of(), installation.onLine("none"));
    }

    @Test
    void devicesAreFoundByKeyAndByAddress() {
        Installation installation = installed(device("a", "line", 7));

        assertEquals("a", installation.deviceAt(7).orElseThrow().key());
        assertEquals(7, installation.device("a").orElseThrow().address());
        assertEquals(Optional.empty(), installation.deviceAt(8));
        assertEquals(Optional.empty(), installation.device("b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "I35", "-a", "a b", "a/b", "ä", "123456789012345678901234567890123"})
    void aKeyOfAnotherFormIsRefused(String key) {
        String said = assertThrows(IllegalArgumentException.class, () -> device(key, "line", 7))
                .toString();

        assertTrue(said.contains("'" + key + "' is not a device key"), said);
    }

    // Modbus over Serial Line V1.02 §2.2: 0 is broadcast, 248 to 255 are reserved.
    @ParameterizedTest
    @ValueSource(ints = {0, 248, 255, -1})
    void addressesOutsideTheStandardAreRefused(int address) {
        assertThrows(IllegalArgumentException.class, () -> device("a", "line", address));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Device("a", "", "T-1", "line", 7, address, "", "", List.of()));
    }

    private static Device device(String key, String line, int address) {
        return new Device(key, "", "T-1", line, address, 7, "", "", List.of());
    }

    private static Installation installed(Device... devices) {
        DeviceProfile profile = new DeviceProfile(
                "T-1",
                "test",
                "Test",
                Set.of(),
                new DeviceProfile.Identification(-1, -1, ""),
                Map.of(),
                new DeviceProfile.Limits(125, true, 5),
                List.of(),
                new RegisterSpec.Origin("t", 1, true, ""));
        return new Installation(
                List.of(devices),
                Stream.of(devices)
                        .collect(Collectors.toMap(
                                Device::key,
                                d -> new InstalledDevice(d, profile, new PointSchema(d.key(), List.of())))));
    }
}
