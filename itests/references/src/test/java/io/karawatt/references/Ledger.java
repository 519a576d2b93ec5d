package io.karawatt.references;

import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.Profiles;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Topology;
import io.karawatt.topology.TopologyEditor;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is installed, kept in memory. */
final class Ledger implements Topology, TopologyEditor {

    private final Profiles profiles;
    private final Map<String, InstalledDevice> installed = new TreeMap<>();
    private Installation current = Installation.EMPTY;

    Ledger(Profiles profiles) {
        this.profiles = profiles;
    }

    @Override
    public synchronized Installation current() {
        return current;
    }

    @Override
    public synchronized Outcome add(Device device) {
        DeviceProfile profile = profiles.find(device.reference()).orElseThrow();
        installed.put(device.key(), new InstalledDevice(device, profile, DevicePoints.schema(profile, device)));
        renew();
        return new Outcome.Done(device);
    }

    private void renew() {
        List<Device> sorted = installed.values().stream()
                .map(InstalledDevice::device)
                .sorted(Comparator.comparingInt(Device::address))
                .toList();
        current = new Installation(sorted, installed);
    }

    @Override
    public Outcome change(Device device) {
        return add(device);
    }

    @Override
    public Outcome changeAll(List<Device> changed) {
        changed.forEach(this::add);
        return new Outcome.Done(changed.get(changed.size() - 1));
    }

    @Override
    public synchronized Outcome remove(String key) {
        InstalledDevice gone = installed.remove(key);
        renew();
        return gone == null ? new Outcome.Refused("there is no " + key) : new Outcome.Done(gone.device());
    }
}
