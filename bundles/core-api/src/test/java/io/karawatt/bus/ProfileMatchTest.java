package io.karawatt.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.DeviceProfile.Identification;
import io.karawatt.profile.RegisterSpec.Origin;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ProfileMatchTest {

    private static final List<DeviceProfile> PROFILES = List.of(
            profile("I-30", 400, 4301, "DIRIS I-30"),
            profile("I-30dc", 400, 4302, "DIRIS I-30dc"),
            profile("A-40", 400, 4041, "DIRIS A-40"),
            profile("A-40 Ethernet", 400, 4042, "DIRIS A-40"),
            profile("E24", 100, 1024, "COUNTIS E24"),
            profile("A10", -1, -1, ""));

    private static DeviceProfile profile(String reference, int orderId, int productId, String name) {
        return new DeviceProfile(
                reference,
                "test",
                reference,
                Set.of("rs485"),
                new Identification(orderId, productId, name),
                Map.of(),
                new DeviceProfile.Limits(125, true, 5),
                List.of(),
                new Origin("test", 1, true, "test"));
    }

    private static String match(boolean socomec, int orderId, int productId, String name) {
        DeviceIdentity identity = new DeviceIdentity(socomec, orderId, productId, 1, name, "", "", "", "", Map.of());
        return ProfileMatch.find(PROFILES, identity)
                .map(DeviceProfile::reference)
                .orElse("none");
    }

    @Test
    void theCodesDecideAmongProfilesOfOneName() {
        assertEquals("A-40", match(true, 400, 4041, "DIRIS A-40"));
        assertEquals("A-40 Ethernet", match(true, 400, 4042, "DIRIS A-40"));
    }

    /** The way public drivers detect the type: the lower-cased begin of the text at 50058. */
    @Test
    void anUnknownProductIdLeavesTheLongestBeginOfTheName() {
        assertEquals("I-30dc", match(true, 400, 9999, "diris i-30dc v2"));
        assertEquals("I-30", match(true, 400, 9999, "DIRIS I-30"));
        assertEquals("I-30", match(true, -1, -1, "DIRIS I-30"));
    }

    /** Product ids are not public: a chance agreement must not overrule what the device calls itself. */
    @Test
    void codesThatContradictTheNameAreNotBelieved() {
        assertEquals("none", match(true, 400, 4301, "DIRIS X-99"));
        assertEquals("I-30dc", match(true, 400, 4301, "DIRIS I-30dc"));
        assertEquals("none", match(true, 100, 9999, "DIRIS I-30"));
    }

    @Test
    void whereTwoFitNoneIsGuessed() {
        assertEquals("none", match(true, 400, 9999, "DIRIS A-40"));
    }

    @Test
    void codesAloneAreEnoughWhenTheDeviceGivesNoName() {
        assertEquals("E24", match(true, 100, 1024, ""));
    }

    @Test
    void aDeviceWithoutTheBlockMatchesNothing() {
        assertEquals("none", match(false, 400, 4301, "DIRIS I-30"));
        assertEquals("none", match(true, -1, -1, ""));
    }
}
