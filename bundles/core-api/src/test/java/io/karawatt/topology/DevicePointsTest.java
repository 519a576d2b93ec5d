package io.karawatt.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.karawatt.model.PointKey;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.RegisterSpec.Coding;
import io.karawatt.profile.RegisterSpec.Kind;
import io.karawatt.profile.RegisterType;
import io.karawatt.profile.WordOrder;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DevicePointsTest {

    private static final RegisterSpec.Origin ORIGIN = new RegisterSpec.Origin("test.profile.yaml", 1, true, "test");
    private static final Coding AMPERES = coding(RegisterType.U32, 0.001, Set.of(0xFFFFFFFFL), 0, 0);

    // Only the loads that exist are worth asking for; their numbers need not begin at 1 nor be without gaps.
    @Test
    void rowsOfALoadAreThereOnceForEachInstalledLoad() {
        DeviceProfile profile = profile(row("currentI1", "load", 1000, 100, 6, AMPERES));

        List<DevicePoints.Place> places = DevicePoints.of(profile, device(2, 5, 7));

        assertEquals(
                List.of("2/currentI1", "5/currentI1"),
                places.stream().map(p -> p.key().toString()).toList());
        assertEquals(
                List.of(1100, 1400),
                places.stream().map(DevicePoints.Place::address).toList());
    }

    @Test
    void otherRowsAreThereForEachInstanceAndASingleOneIsInstanceZero() {
        DeviceProfile profile = profile(
                row("inputState", "input", 20, 2, 3, coding(RegisterType.U16, 1, Set.of(), 0, 0)),
                row("frequency", "network", 10, 0, 1, coding(RegisterType.U16, 0.01, Set.of(), 0, 0)));

        assertEquals(
                List.of("0/frequency", "1/inputState", "2/inputState", "3/inputState"),
                DevicePoints.schema(profile, device()).keys().stream()
                        .map(PointKey::toString)
                        .toList());
    }

    @Test
    void rowsThatAreNoPointsAreLeftOut() {
        Coding text = new Coding(RegisterType.STRING_NORM, 8, WordOrder.HIGH_FIRST, 1, 0, "-", Set.of(), 0, 0);
        DeviceProfile profile = profile(
                row("name", "device", 10, 0, 1, text),
                new RegisterSpec(
                        "reset",
                        Kind.COMMAND,
                        "device",
                        "inst",
                        RegisterTable.HOLDING,
                        40,
                        0,
                        1,
                        AMPERES,
                        new RegisterSpec.Access(false, true, false),
                        RegisterSpec.Poll.ON_REQUEST,
                        ORIGIN));

        assertEquals(List.of(), DevicePoints.of(profile, device()));
    }

    // A scale in the table is 0.001 A a count: 0001 86A0 hex = 100,000 counts = 100 A.
    @Test
    void aPointIsDecodedAtItsPlaceInTheAnswer() {
        DevicePoints.Place place = place(row("currentI1", "network", 1002, 0, 1, AMPERES));

        assertEquals(100.0, place.decode(Registers.of(7, 7, 1, 0x86A0), 1000).orElseThrow(), 1e-9);
    }

    @Test
    void notAvailableIsNoNumber() {
        DevicePoints.Place place = place(row("currentI1", "network", 0, 0, 1, AMPERES));

        assertEquals(OptionalDouble.empty(), place.decode(Registers.of(0xFFFF, 0xFFFF), 0));
    }

    @Test
    void anOffsetIsAddedAfterTheScale() {
        Coding celsius = coding(RegisterType.S16, 0.1, -40, Set.of(0x8000L), 0, 0);
        DevicePoints.Place place = place(row("temperature", "device", 0, 0, 1, celsius));

        assertEquals(-15.5, place.decode(Registers.of(245), 0).orElseThrow(), 1e-9);
        assertEquals(-41.0, place.decode(Registers.of(65526), 0).orElseThrow(), 1e-9);
        assertEquals(OptionalDouble.empty(), place.decode(Registers.of(0x8000), 0));
    }

    // 1011 0110 bin: bits 4 to 6 are 011 = 3.
    @Test
    void aBitFieldIsCutOutOfItsWord() {
        Coding field = coding(RegisterType.U16, 1, Set.of(), 4, 3);
        DevicePoints.Place place = place(row("state", "device", 0, 0, 1, field));

        assertEquals(3.0, place.decode(Registers.of(0b1011_0110), 0).orElseThrow());
    }

    private static DevicePoints.Place place(RegisterSpec row) {
        return DevicePoints.of(profile(row), device()).get(0);
    }

    private static Coding coding(RegisterType type, double scale, Set<Long> notAvailable, int bit, int width) {
        return new Coding(type, type.words(), WordOrder.HIGH_FIRST, scale, 0, "A", notAvailable, bit, width);
    }

    private static Coding coding(
            RegisterType type, double scale, double offset, Set<Long> notAvailable, int bit, int width) {
        return new Coding(type, type.words(), WordOrder.HIGH_FIRST, scale, offset, "°C", notAvailable, bit, width);
    }

    private static RegisterSpec row(String name, String scope, int address, int stride, int count, Coding coding) {
        return new RegisterSpec(
                name,
                Kind.MEASURE,
                scope,
                "inst",
                RegisterTable.HOLDING,
                address,
                stride,
                count,
                coding,
                new RegisterSpec.Access(true, false, false),
                RegisterSpec.Poll.FAST,
                ORIGIN);
    }

    private static DeviceProfile profile(RegisterSpec... rows) {
        return new DeviceProfile(
                "T-1",
                "test",
                "Test",
                Set.of("rs485"),
                new DeviceProfile.Identification(-1, -1, ""),
                Map.of(),
                new DeviceProfile.Limits(125, true, 5),
                List.of(rows),
                ORIGIN);
    }

    private static Device device(int... loads) {
        return new Device(
                "t1",
                "",
                "T-1",
                "line",
                9,
                9,
                "",
                "",
                java.util.Arrays.stream(loads)
                        .mapToObj(n -> new Load(n, "", ""))
                        .toList());
    }
}
