package io.karawatt.topology;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * All installed devices at one moment; immutable.
 *
 * @param devices every device the operator has entered or discovery has found, in rising order of address.
 * @param installed those of them whose profile is known, by key.
 */
public record Installation(List<Device> devices, Map<String, InstalledDevice> installed) {

    /** Nothing installed. */
    public static final Installation EMPTY = new Installation(List.of(), Map.of());

    /** Copies both. */
    public Installation {
        devices = List.copyOf(devices);
        installed = Map.copyOf(installed);
    }

    /**
     * Finds a device by its key.
     *
     * @param key key of the device.
     * @return the device, or empty.
     */
    public Optional<Device> device(String key) {
        return devices.stream().filter(d -> d.key().equals(key)).findFirst();
    }

    /**
     * Finds a device by the Modbus address under which the gateway serves it.
     *
     * @param address 1..247.
     * @return the device, or empty.
     */
    public Optional<Device> deviceAt(int address) {
        return devices.stream().filter(d -> d.address() == address).findFirst();
    }

    /**
     * Returns the devices of one line that can be polled.
     *
     * @param line name of the line.
     * @return in rising order of address.
     */
    public List<InstalledDevice> onLine(String line) {
        return installed.values().stream()
                .filter(d -> d.device().line().equals(line))
                .collect(Collectors.toMap(d -> d.device().address(), d -> d, (first, second) -> first, TreeMap::new))
                .values()
                .stream()
                .toList();
    }
}
