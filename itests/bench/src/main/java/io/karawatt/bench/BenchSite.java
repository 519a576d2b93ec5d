package io.karawatt.bench;

import io.karawatt.model.Range;
import io.karawatt.model.RegisterTable;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.RegisterSpec.Poll;
import io.karawatt.profile.RegisterType;
import io.karawatt.profile.Setting;
import io.karawatt.profile.WordOrder;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Meters to be installed: all alike, with as many registers in each group as the bench needs. */
final class BenchSite {

    /** First register of the fast group. */
    static final int FAST = 18_432;

    /** First register of the slow group. */
    static final int SLOW = 20_480;

    /** How long a meter thinks unless the bench says otherwise. */
    static final Duration TURNAROUND = Duration.ofMillis(5);

    private static final RegisterSpec.Origin ORIGIN = new RegisterSpec.Origin("bench", 1, false, "made for the bench");

    /** As the catalogue has it. */
    private static final Range VOLTS = new Range(0, 1_000_000);

    private BenchSite() {}

    /**
     * Installs meters on one line.
     *
     * @param profile what they are.
     * @param units which of {@link WirePlant#DEVICES} there are.
     * @return meters {@code m1}, {@code m2} … on the line {@link WirePlant#LINE}.
     */
    static Installation onWire(DeviceProfile profile, IntPredicate units) {
        return installation(
                IntStream.rangeClosed(1, WirePlant.DEVICES).filter(units).toArray(), profile, unit -> WirePlant.LINE);
    }

    /**
     * Installs meters.
     *
     * @param units their unit ids.
     * @param profile what they are.
     * @param line the line of each.
     * @return meters {@code m1}, {@code m2} …
     */
    static Installation installation(int[] units, DeviceProfile profile, IntFunction<String> line) {
        List<Device> devices = new ArrayList<>();
        Map<String, InstalledDevice> installed = new HashMap<>();
        for (int unit : units) {
            String key = key(unit);
            Device device = new Device(key, key, "bench", line.apply(unit), unit, unit, "", "", List.of());
            devices.add(device);
            installed.put(key, new InstalledDevice(device, profile, DevicePoints.schema(profile, device)));
        }
        return new Installation(devices, installed);
    }

    static String key(int unit) {
        return "m" + unit;
    }

    /**
     * Makes a kind of meter.
     *
     * @param fast registers of the fast group, even.
     * @param slow registers of the slow group, even.
     * @return its profile; two registers make a value.
     */
    static DeviceProfile profile(int fast, int slow) {
        List<RegisterSpec> rows = new ArrayList<>();
        for (int i = 0; i < fast / 2; i++) {
            rows.add(row("fast" + i, FAST + 2 * i, Poll.FAST));
        }
        for (int i = 0; i < slow / 2; i++) {
            rows.add(row("slow" + i, SLOW + 2 * i, Poll.SLOW));
        }
        return new DeviceProfile(
                "bench",
                "bench",
                "bench meter",
                Set.of("rs485"),
                new DeviceProfile.Identification(-1, -1, ""),
                Map.of(),
                new DeviceProfile.Limits(125, true, (int) TURNAROUND.toMillis()),
                rows,
                ORIGIN);
    }

    private static RegisterSpec row(String name, int address, Poll poll) {
        return new RegisterSpec(
                name,
                RegisterSpec.Kind.MEASURE,
                "device",
                "inst",
                RegisterTable.HOLDING,
                address,
                0,
                1,
                new RegisterSpec.Coding(RegisterType.U32, 2, WordOrder.HIGH_FIRST, 0.01, 0, "V", Set.of(), 0, 0),
                new RegisterSpec.Access(true, false, false),
                poll,
                ORIGIN,
                Setting.PLAIN,
                VOLTS);
    }
}
