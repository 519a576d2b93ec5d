package io.karawatt.view;

import io.karawatt.topology.Device;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All devices that can be shown, by the address under which the gateway serves them. Immutable. */
public final class SiteView {

    /** Nothing installed. */
    public static final SiteView EMPTY = of(Installation.EMPTY);

    private final List<DeviceView> devices;
    private final @Nullable DeviceView[] byAddress = new DeviceView[Device.MAX_ADDRESS + 1];

    private SiteView(List<DeviceView> devices) {
        this.devices = List.copyOf(devices);
        devices.forEach(device -> byAddress[device.address()] = device);
    }

    /**
     * Looks at an installation.
     *
     * @param now what is installed; devices whose profile is not known are left out.
     * @return the view.
     */
    public static SiteView of(Installation now) {
        List<DeviceView> devices = new ArrayList<>();
        for (Device device : now.devices()) {
            InstalledDevice installed = now.installed().get(device.key());
            if (installed != null) {
                devices.add(new DeviceView(installed));
            }
        }
        return new SiteView(devices);
    }

    /**
     * Returns the devices.
     *
     * @return in rising order of address.
     */
    public List<DeviceView> devices() {
        return devices;
    }

    /**
     * Finds a device by its address.
     *
     * @param address any number.
     * @return the device; null when there is none, so that no object is made for an answer.
     */
    public @Nullable DeviceView at(long address) {
        return address < 0 || address >= byAddress.length ? null : byAddress[(int) address];
    }

    /**
     * Finds a device by its key.
     *
     * @param key key of the device.
     * @return the device, or empty.
     */
    public Optional<DeviceView> device(String key) {
        return devices.stream()
                .filter(device -> device.device().key().equals(key))
                .findFirst();
    }
}
