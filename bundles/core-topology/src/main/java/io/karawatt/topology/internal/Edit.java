package io.karawatt.topology.internal;

import io.karawatt.topology.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A change of the installation, thought through but not yet made. */
sealed interface Edit {

    /**
     * A change that can be made.
     *
     * @param device the device added, changed or removed.
     * @param after all devices after it, in rising order of address.
     * @param words what changes, with before and after.
     */
    record Possible(Device device, List<Device> after, String words) implements Edit {}

    /**
     * A change that can't be made.
     *
     * @param reason why not and how to mend it.
     */
    record Impossible(String reason) implements Edit {}

    /** Adds a device. */
    static Edit add(List<Device> before, Device added, int gateway) {
        Device device = DeviceRules.tidy(added);
        Optional<String> complaint = own(device, gateway).or(() -> DeviceRules.complaint(device, before));
        if (complaint.isPresent()) {
            return new Impossible(complaint.get());
        }
        List<Device> after = new ArrayList<>(before);
        after.add(device);
        return new Possible(device, DeviceRules.sorted(after), "added " + Words.describe(device));
    }

    /** Replaces the descriptions of devices, which are held against each other only when all are in place. */
    static Edit change(List<Device> before, List<Device> changed, int gateway) {
        List<Device> others = new ArrayList<>(before);
        List<String> words = new ArrayList<>();
        Optional<String> complaint = Optional.empty();
        for (Device device : changed) {
            Optional<Device> old = find(others, device.key());
            if (old.isEmpty()) {
                return unknown(device.key());
            }
            others.remove(old.get());
            words.add(Words.difference(old.get(), DeviceRules.tidy(device)));
            boolean moved = old.get().address() != device.address();
            complaint = complaint.or(() -> moved ? own(device, gateway) : Optional.empty());
        }
        for (Device device : changed.stream().map(DeviceRules::tidy).toList()) {
            complaint = complaint.or(() -> DeviceRules.complaint(device, others));
            others.add(device);
        }
        return complaint.isPresent()
                ? new Impossible(complaint.get())
                : new Possible(
                        DeviceRules.tidy(changed.get(changed.size() - 1)),
                        DeviceRules.sorted(others),
                        String.join("; ", words));
    }

    /** Removes a device. */
    static Edit remove(List<Device> before, String key) {
        Optional<Device> old = find(before, key);
        if (old.isEmpty()) {
            return unknown(key);
        }
        List<Device> after = new ArrayList<>(before);
        after.remove(old.get());
        return new Possible(old.get(), List.copyOf(after), "removed " + Words.describe(old.get()));
    }

    private static Optional<Device> find(List<Device> devices, String key) {
        return devices.stream().filter(device -> device.key().equals(key)).findFirst();
    }

    private static Optional<String> own(Device device, int gateway) {
        return device.address() == gateway
                ? Optional.of("address " + gateway + " is the gateway's own; choose another address for " + device.key()
                        + " or change the gateway's in etc/" + StoredIdentity.PID + ".cfg")
                : Optional.empty();
    }

    private static Edit unknown(String key) {
        return new Impossible("there is no device '" + key + "'; look at the list of devices for its key");
    }
}
