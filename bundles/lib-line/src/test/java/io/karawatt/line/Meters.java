package io.karawatt.line;

import io.karawatt.model.Range;
import io.karawatt.model.RegisterTable;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.RegisterSpec.Access;
import io.karawatt.profile.RegisterSpec.Coding;
import io.karawatt.profile.RegisterSpec.Kind;
import io.karawatt.profile.RegisterSpec.Origin;
import io.karawatt.profile.RegisterSpec.Poll;
import io.karawatt.profile.RegisterType;
import io.karawatt.profile.WordOrder;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Load;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes profiles and devices for tests. */
final class Meters {

    static final String LINE = "rs485-1";

    private static final Origin ORIGIN = new Origin("test", 1, true, "test");

    private Meters() {}

    /** A row of a 32-bit value in hundredths. */
    static RegisterSpec row(String name, int address, Poll poll) {
        return row(name, address, poll, RegisterTable.HOLDING);
    }

    static RegisterSpec row(String name, int address, Poll poll, RegisterTable table) {
        return row(name, address, poll, table, RegisterType.U32, Set.of(0xFFFFFFFFL));
    }

    static RegisterSpec row(
            String name, int address, Poll poll, RegisterTable table, RegisterType type, Set<Long> notAvailable) {
        Coding coding = new Coding(type, type.words(), WordOrder.HIGH_FIRST, 0.01, 0, "V", notAvailable, 0, 0);
        Access access = new Access(true, false, false);
        return new RegisterSpec(
                name, Kind.MEASURE, "device", "inst", table, address, 0, 1, coding, access, poll, ORIGIN);
    }

    /** The same row with numbers that make sense. */
    static RegisterSpec within(double least, double most, RegisterSpec row) {
        return new RegisterSpec(
                row.name(),
                row.kind(),
                row.scope(),
                row.stat(),
                row.table(),
                row.address(),
                row.stride(),
                row.count(),
                row.coding(),
                row.access(),
                row.poll(),
                row.origin(),
                row.setting(),
                new Range(least, most));
    }

    static DeviceProfile profile(DeviceProfile.Limits limits, RegisterSpec... rows) {
        List<RegisterSpec> sorted = new ArrayList<>(Arrays.asList(rows));
        sorted.sort(Comparator.comparingInt(RegisterSpec::address));
        return new DeviceProfile(
                "T-1",
                "test",
                "test meter",
                Set.of("rs485"),
                new DeviceProfile.Identification(-1, -1, ""),
                Map.of(),
                limits,
                sorted,
                ORIGIN);
    }

    static DeviceProfile profile(RegisterSpec... rows) {
        return profile(new DeviceProfile.Limits(125, true, 5), rows);
    }

    /** Values one behind the other: a block of 2 x count registers. */
    static DeviceProfile dense(int address, int count, Poll poll) {
        RegisterSpec[] rows = new RegisterSpec[count];
        for (int i = 0; i < count; i++) {
            rows[i] = row("value" + i, address + 2 * i, poll);
        }
        return profile(rows);
    }

    static InstalledDevice installed(String key, int unit, DeviceProfile profile) {
        Device device =
                new Device(key, key, profile.reference(), LINE, unit, unit, "", "", List.of(new Load(1, "", "")));
        return new InstalledDevice(device, profile, DevicePoints.schema(profile, device));
    }

    static Installation installation(InstalledDevice... devices) {
        Map<String, InstalledDevice> installed = new java.util.HashMap<>();
        List<Device> all = new ArrayList<>();
        for (InstalledDevice device : devices) {
            installed.put(device.device().key(), device);
            all.add(device.device());
        }
        return new Installation(all, installed);
    }
}
