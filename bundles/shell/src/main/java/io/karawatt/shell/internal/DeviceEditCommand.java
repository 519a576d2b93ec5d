package io.karawatt.shell.internal;

import io.karawatt.topology.Device;
import io.karawatt.topology.Topology;
import io.karawatt.topology.TopologyEditor;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Changes what is known of a device; what is not named stays. */
@Service
@Command(
        scope = "device",
        name = "edit",
        description = "Changes name, area, address, unit id, line or loads of a device")
public final class DeviceEditCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(index = 0, name = "device", description = "Key of the device", required = true)
    @Completion(DeviceKeyCompleter.class)
    private String key = "";

    @Argument(index = 1, name = "options", description = "Options, if they were not given before", multiValued = true)
    private List<String> rest = List.of();

    @Option(name = "--name", description = "What to call it")
    private @Nullable String name;

    @Option(name = "--area", description = "Where it stands")
    private @Nullable String area;

    @Option(name = "--address", description = "Modbus address under which the gateway serves it, 1..247")
    private @Nullable String address;

    @Option(name = "--unit", description = "Unit id on the line, 1..247")
    private @Nullable String unit;

    @Option(name = "--line", description = "Name of the line it hangs on")
    @Completion(LineCompleter.class)
    private @Nullable String line;

    @Option(name = "--net-id", description = "Its NET ID or serial number; '' when it is to be learnt anew")
    private @Nullable String netId;

    @Option(
            name = "--load",
            description = "A load as NUMBER=TYPE or NUMBER=TYPE:NAME; takes the place of the load with this number",
            multiValued = true)
    private List<String> loads = List.of();

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            Trailing.options(this, rest, 0);
            Optional<Device> device = console.need(Topology.class).current().device(key);
            if (device.isEmpty()) {
                throw Messages.failure("device.unknown", key);
            }
            DeviceEdit edit = new DeviceEdit(name, area, address, unit, line, netId, loads);
            TopologyEditor.Outcome outcome = console.need(TopologyEditor.class).change(edit.of(device.get()));
            if (outcome instanceof TopologyEditor.Outcome.Refused refused) {
                throw Messages.plain(refused.reason());
            }
            console.say(Messages.text("device.changed", key));
        }
        return null;
    }
}
