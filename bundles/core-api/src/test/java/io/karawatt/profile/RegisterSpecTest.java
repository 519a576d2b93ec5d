package io.karawatt.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.model.RegisterTable;
import io.karawatt.profile.RegisterSpec.Coding;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RegisterSpecTest {

    @Test
    void instancesLieAStrideApart() {
        RegisterSpec row = row(1000, 100, 3, 2);

        assertEquals(List.of(1000, 1100, 1200), List.of(row.addressOf(1), row.addressOf(2), row.addressOf(3)));
        assertEquals(1000, row(1000, 0, 1, 2).addressOf(7), "a single instance is the same for every load");
    }

    @Test
    void theLastWordOfTheLastInstanceMayBeTheLastRegisterButNotLieBeyond() {
        assertEquals(0xFFFE, row(0xFFFE - 200, 100, 3, 2).addressOf(3));

        assertThrows(IllegalArgumentException.class, () -> row(0xFFFF - 200, 100, 3, 2));
        assertThrows(IllegalArgumentException.class, () -> row(-1, 0, 1, 2));
        assertThrows(IllegalArgumentException.class, () -> row(0, 0, 2, 2), "two instances on one address");
    }

    @Test
    void aCodingThatCannotBeDecodedIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> coding(RegisterType.U32, 2, 0, 0, 0), "scale 0");
        assertThrows(IllegalArgumentException.class, () -> coding(RegisterType.U32, 2, Double.NaN, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> coding(RegisterType.U32, 3, 1, 0, 0), "three words");
        assertThrows(IllegalArgumentException.class, () -> coding(RegisterType.STRING_NORM, 126, 1, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> coding(RegisterType.U16, 1, 1, 15, 2), "bits 15 and 16");
        assertThrows(IllegalArgumentException.class, () -> coding(RegisterType.U32, 2, 1, 0, 4), "field of two words");
    }

    @Test
    void aProfileTellsItsCapabilities() {
        DeviceProfile profile = new DeviceProfile(
                "T-1",
                "test",
                "Test",
                Set.of(),
                new DeviceProfile.Identification(-1, -1, ""),
                Map.of("maxLoads", "3", "thd", "yes", "harmonics", "no"),
                new DeviceProfile.Limits(125, true, 5),
                List.of(row(0, 0, 1, 2)),
                new RegisterSpec.Origin("t", 1, true, ""));

        assertEquals(3, profile.maxLoads());
        assertTrue(profile.can("thd"));
        assertFalse(profile.can("harmonics"));
        assertFalse(profile.can("unheardOf"));
        assertTrue(profile.register("currentI1", "inst").isPresent());
        assertFalse(profile.register("currentI1", "avg").isPresent());
    }

    // Some meters answer only reads that stay inside one of their blocks.
    @Test
    void aBlockHoldsReadsThatDoNotCrossItsEdges() {
        DeviceProfile.Block block = new DeviceProfile.Block(RegisterTable.HOLDING, 100, 10);

        assertTrue(block.holds(100, 10));
        assertTrue(block.holds(109, 1));
        assertFalse(block.holds(99, 2));
        assertFalse(block.holds(109, 2));
        assertThrows(IllegalArgumentException.class, () -> new DeviceProfile.Block(RegisterTable.HOLDING, 0xFFFF, 2));
    }

    private static RegisterSpec row(int address, int stride, int count, int words) {
        return new RegisterSpec(
                "currentI1",
                RegisterSpec.Kind.MEASURE,
                "load",
                "inst",
                RegisterTable.HOLDING,
                address,
                stride,
                count,
                coding(RegisterType.U32, words, 0.001, 0, 0),
                new RegisterSpec.Access(true, false, false),
                RegisterSpec.Poll.FAST,
                new RegisterSpec.Origin("t", 1, true, ""));
    }

    private static Coding coding(RegisterType type, int words, double scale, int bit, int width) {
        return new Coding(type, words, WordOrder.HIGH_FIRST, scale, 0, "A", Set.of(), bit, width);
    }
}
