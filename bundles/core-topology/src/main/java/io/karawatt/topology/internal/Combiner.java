package io.karawatt.topology.internal;

import io.karawatt.model.PointSchema;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Load;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Joins devices with their profiles and keeps the numbering of the points while it stays right. */
final class Combiner {

    private static final Logger LOG = LoggerFactory.getLogger(Combiner.class);

    private Combiner() {}

    /**
     * Joins.
     *
     * @param devices in rising order of address.
     * @param profiles by reference.
     * @param before the picture before, whose schemas are kept where profile and load numbers are the same.
     * @return the new picture.
     */
    static Installation combine(List<Device> devices, Map<String, DeviceProfile> profiles, Installation before) {
        Map<String, InstalledDevice> installed = new HashMap<>();
        for (Device device : devices) {
            Optional<DeviceProfile> profile = Optional.ofNullable(profiles.get(device.reference()));
            profile.flatMap(found -> join(device, found, before.installed().get(device.key())))
                    .ifPresent(joined -> installed.put(device.key(), joined));
        }
        return new Installation(devices, installed);
    }

    private static Optional<InstalledDevice> join(
            Device device, DeviceProfile profile, @Nullable InstalledDevice before) {
        if (before != null
                && before.profile().equals(profile)
                && numbers(before.device()).equals(numbers(device))) {
            return Optional.of(new InstalledDevice(device, before.profile(), before.schema()));
        }
        try {
            PointSchema schema = DevicePoints.schema(profile, device);
            return Optional.of(new InstalledDevice(device, profile, schema));
        } catch (IllegalArgumentException e) {
            // A profile whose points can't be numbered must not take the other devices along.
            LOG.warn(
                    "{}: profile {} from {} can't be used: {}",
                    device.key(),
                    profile.reference(),
                    profile.origin(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private static List<Integer> numbers(Device device) {
        return device.loads().stream().map(Load::number).toList();
    }
}
