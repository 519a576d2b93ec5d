package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.DeviceStatus;
import io.karawatt.bus.LineDirectory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How lines and devices are doing, asked at most once a second. Thread-safe. */
final class LineStates {

    private static final Duration YOUNG = Duration.ofSeconds(1);

    private final LineDirectory lines;
    private final Cached<Map<String, DeviceStatus>> devices;
    private final Cached<Map<String, String>> kinds;

    LineStates(LineDirectory lines, LongSupplier nanos) {
        this.lines = lines;
        this.devices = new Cached<>(this::askDevices, YOUNG, nanos);
        this.kinds = new Cached<>(this::askKinds, YOUNG, nanos);
    }

    /** How a device is doing, or empty when its line does not tell. */
    Optional<DeviceStatus> device(String key) {
        return Optional.ofNullable(devices.get().get(key));
    }

    /** Kind of a line, empty when there is none of this name now. */
    String kind(String line) {
        return kinds.get().getOrDefault(line, "");
    }

    private Map<String, DeviceStatus> askDevices() {
        Map<String, DeviceStatus> all = new HashMap<>();
        lines.all().forEach(line -> line.devices().forEach(status -> all.put(status.device(), status)));
        return all;
    }

    private Map<String, String> askKinds() {
        Map<String, String> all = new HashMap<>();
        for (BusLine line : lines.all()) {
            all.put(line.name(), line.status().kind());
        }
        return all;
    }
}
