package io.karawatt.discovery.internal;

import io.karawatt.bus.Finding;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.topology.Device;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A device that a scan met.
 *
 * @param line name of the line.
 * @param network whether the line is a network connection, on which unit ids say nothing about other lines.
 * @param finding what was met.
 * @param profile the profile that fits; null when none does.
 */
record Seen(
        String line,
        boolean network,
        Finding finding,
        @Nullable DeviceProfile profile) {

    /** NET ID of a Socomec device: 24 bits in hexadecimal digits. */
    static final String NET_ID = "[0-9A-Fa-f]{6}";

    String id() {
        return finding.identity().unique();
    }

    Optional<DeviceProfile> known() {
        return Optional.ofNullable(profile);
    }

    String reference() {
        return known().map(DeviceProfile::reference).orElse("");
    }

    /** Tells whether it is this very device. */
    boolean is(Device device) {
        return !device.netId().isEmpty()
                && (device.netId().equalsIgnoreCase(finding.identity().netId())
                        || device.netId().equalsIgnoreCase(finding.identity().serial()));
    }

    /** Tells whether it answered, before the scan, where this device is known to be. */
    boolean inPlaceOf(Device device) {
        return device.line().equals(line) && device.unit() == finding.before();
    }

    /** Tells whether it can be of the kind of this device, as far as it said what it is. */
    boolean kindOf(Device device) {
        return profile == null
                ? !finding.identity().socomec() || device.netId().isEmpty()
                : profile.reference().equals(device.reference());
    }

    /** Returns the device as it is now known to be; its address in the gateway is left alone. */
    Device update(Device device) {
        return new Device(
                device.key(),
                device.name(),
                device.reference(),
                line,
                device.address(),
                finding.unit(),
                device.area(),
                idNow(device),
                device.loads(),
                false);
    }

    /** A serial number does not prove that a NET ID changed: it may be all that could be read this time. */
    private String idNow(Device device) {
        boolean onlySerial =
                finding.identity().netId().isEmpty() && device.netId().matches(NET_ID);
        return id().isEmpty() || onlySerial ? device.netId() : id();
    }
}
