package io.karawatt.shell.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.DeviceStatus;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.topology.Device;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Load;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How devices are shown. */
final class DeviceView {

    private final Installation installation;
    private final Map<String, DeviceStatus> states = new HashMap<>();
    private final Set<String> lines = new HashSet<>();

    /** Takes what is installed, and the lines that run. */
    DeviceView(Installation installation, List<BusLine> busLines) {
        this.installation = installation;
        for (BusLine line : busLines) {
            lines.add(line.name());
            line.devices().forEach(status -> states.put(status.device(), status));
        }
    }

    Table list() {
        Table table = columns().ifEmpty(Messages.text("device.none"));
        installation.devices().forEach(device -> row(table, device));
        return table;
    }

    /** Those that a scan looked for in vain. */
    Table missing() {
        Table table = columns().ifEmpty(Messages.text("device.nomissing"));
        installation.devices().stream().filter(Device::missing).forEach(device -> row(table, device));
        return table;
    }

    private static Table columns() {
        return Table.of("device", "name", "reference", "line", "address", "unit", "state", "loads", "area");
    }

    private void row(Table table, Device device) {
        table.row(
                device.key(),
                device.name(),
                device.reference(),
                device.line(),
                device.address(),
                device.unit(),
                state(device),
                device.loads().size(),
                device.area());
    }

    Card show(Device device) {
        Optional<InstalledDevice> installed =
                Optional.ofNullable(installation.installed().get(device.key()));
        Card card = new Card()
                .with("device", device.key())
                .with("name", device.name())
                .with("reference", device.reference())
                .with("title", installed.map(i -> i.profile().title()).orElse(null))
                .with(
                        "profile",
                        installed.map(i -> i.profile().origin().toString()).orElse(null))
                .with("points", installed.map(i -> i.schema().size()).orElse(null))
                .with("line", device.line())
                .with("address", device.address())
                .with("unit", device.unit())
                .with("area", device.area())
                .with("netId", device.netId())
                .with("state", state(device));
        DeviceStatus status = states.get(device.key());
        if (status != null) {
            card.with("lastAnswer", status.lastAnswer())
                    .with("responseMs", status.response().toMillis())
                    .with("timeoutMs", status.timeout().toMillis())
                    .with("nextTry", status.nextTry());
        }
        return card.table("loads", loads(device, installed.map(InstalledDevice::profile)));
    }

    /** Tells whether a device answers, or why nobody asks it. */
    String state(Device device) {
        if (!installation.installed().containsKey(device.key())) {
            return "no-profile";
        }
        if (!lines.contains(device.line())) {
            return "no-line";
        }
        DeviceStatus status = states.get(device.key());
        DeviceStatus.State state = status == null ? DeviceStatus.State.UNKNOWN : status.state();
        if (device.missing() && state != DeviceStatus.State.GOOD) {
            return "missing";
        }
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Table loads(Device device, Optional<DeviceProfile> profile) {
        Table table = Table.of("load", "name", "type", "ofMax");
        for (Load load : device.loads()) {
            table.row(
                    load.number(),
                    load.name(),
                    load.type(),
                    profile.map(DeviceProfile::maxLoads).orElse(null));
        }
        return table;
    }
}
