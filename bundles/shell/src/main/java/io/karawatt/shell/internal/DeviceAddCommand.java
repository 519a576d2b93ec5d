package io.karawatt.shell.internal;

import io.karawatt.profile.Profiles;
import io.karawatt.topology.Device;
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

/** Adds a device; what is wrong with it is said by the topology. */
@Service
@Command(scope = "device", name = "add", description = "Adds a device")
public final class DeviceAddCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(
            index = 0,
            name = "key",
            description = "Key of the new device: lower-case letters, digits and hyphens",
            required = true)
    private String key = "";

    @Argument(index = 1, name = "reference", description = "Product reference, for example I-35", required = true)
    @Completion(ReferenceCompleter.class)
    private String reference = "";

    @Argument(index = 2, name = "line", description = "Name of the line it hangs on", required = true)
    @Completion(LineCompleter.class)
    private String line = "";

    @Argument(index = 3, name = "unit", description = "Unit id on the line, 1..247", required = true)
    private String unit = "";

    @Argument(index = 4, name = "options", description = "Options, if they were not given before", multiValued = true)
    private List<String> rest = List.of();

    @Option(
            name = "--address",
            description = "Modbus address under which the gateway serves it, 1..247; the unit id if not given")
    private String address = "";

    @Option(name = "--name", description = "What to call it; the key if not given")
    private String name = "";

    @Option(name = "--area", description = "Where it stands")
    private String area = "";

    @Option(name = "--net-id", description = "Its NET ID or serial number")
    private String netId = "";

    @Option(
            name = "--load",
            description = "A load as NUMBER=TYPE or NUMBER=TYPE:NAME, for example 1=3P+N-3CT:Kitchen; may be repeated",
            multiValued = true)
    private List<String> loads = List.of();

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            Trailing.options(this, rest, 0);
            DeviceDraft draft = new DeviceDraft(key, reference, line, unit, address, name, area, netId, loads);
            Device device = draft.device();
            TopologyEditor.Outcome outcome = console.need(TopologyEditor.class).add(device);
            if (outcome instanceof TopologyEditor.Outcome.Refused refused) {
                throw Messages.plain(refused.reason());
            }
            console.say(Messages.text("device.added", device.key(), device.address()));
            Optional<Profiles> profiles = console.find(Profiles.class);
            if (profiles.isPresent() && profiles.get().find(reference).isEmpty()) {
                console.say(Messages.text("device.unprofiled", reference));
            }
        }
        return null;
    }
}
