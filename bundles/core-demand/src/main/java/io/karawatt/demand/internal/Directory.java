package io.karawatt.demand.internal;

import io.karawatt.model.PointSchema;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Where the points of the installed devices lie; worked out once for each schema of a device. Thread-safe. */
final class Directory {

    private final Map<String, Places> devices = new ConcurrentHashMap<>();

    /** Points of one device by their index in its schema. */
    static final class Places {

        private final PointSchema schema;
        private final @Nullable Slot[] slots;

        private Places(InstalledDevice installed) {
            schema = installed.schema();
            slots = new Slot[schema.size()];
            for (DevicePoints.Place place : DevicePoints.of(installed.profile(), installed.device())) {
                schema.indexOf(place.key()).ifPresent(index -> slots[index] = new Slot(index, place));
            }
        }

        /** Finds a point; empty when there is none with this index. */
        Optional<Slot> find(int index) {
            return index < 0 || index >= slots.length ? Optional.empty() : Optional.ofNullable(slots[index]);
        }
    }

    /** Finds the points of a device; forgets devices that are no longer installed. */
    Places of(InstalledDevice device, Installation now) {
        Places known = devices.get(device.device().key());
        if (known == null || known.schema != device.schema()) {
            known = new Places(device);
            devices.put(device.device().key(), known);
            devices.keySet().retainAll(now.installed().keySet());
        }
        return known;
    }
}
