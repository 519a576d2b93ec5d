package io.karawatt.shell.internal;

import io.karawatt.profile.Profiles;
import io.karawatt.topology.Device;
import io.karawatt.topology.TopologyEditor;
import java.io.IOException;
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
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Adds a device; what is wrong with it is said by the topology. */
@Service
@Command(scope = "device", name = "add", description = "Adds a device, and what lies behind a gateway")
public final class DeviceAddCommand implements Action {

    private static final int LAST_PORT = 65_535;

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

    @Argument(
            index = 2,
            name = "place",
            description = "Line and unit id, 1..247, on it; neither with --host. Options may follow",
            multiValued = true)
    @Completion(LineCompleter.class)
    private List<String> rest = List.of();

    @Option(name = "--host", description = "Name or address of a meter or gateway that speaks Modbus TCP")
    private String host = "";

    @Option(name = "--port", description = "With --host: its TCP port, 1..65535")
    private String port = "502";

    @Option(name = "--unit", description = "With --host: its unit id, 1..247")
    private String unit = "1";

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
            List<String> place = Trailing.options(this, rest, 2);
            if (place.size() != (host.isEmpty() ? 2 : 0)) {
                throw Messages.failure(host.isEmpty() ? "device.place" : "device.host");
            }
            if (host.isEmpty()) {
                Device device = draft(place.get(0), place.get(1), address).device();
                TopologyEditor.Outcome outcome =
                        console.need(TopologyEditor.class).add(device);
                if (outcome instanceof TopologyEditor.Outcome.Refused refused) {
                    throw Messages.plain(refused.reason());
                }
                console.say(Messages.text("device.added", device.key(), device.address()));
            } else {
                addHost(console);
            }
            Optional<Profiles> profiles = console.find(Profiles.class);
            if (profiles.isPresent() && profiles.get().find(reference).isEmpty()) {
                console.say(Messages.text("device.unprofiled", reference));
            }
        }
        return null;
    }

    private void addHost(Console console) throws CommandException, InterruptedException, IOException {
        int tcp = Numbers.parse("--port", port, 1, LAST_PORT);
        int onLine = Numbers.parse("--unit", unit, 1, Device.MAX_ADDRESS);
        HostAddition addition = new HostAddition(console, Thread::sleep);
        Device device = addition.add(
                host,
                tcp,
                onLine,
                (line, free) -> draft(line, unit, address.isEmpty() ? Integer.toString(free) : address)
                        .device());
        console.say(Messages.text("device.added.host", device.key(), device.address(), device.line()));
        Optional<Table> behind = addition.behind(device);
        if (behind.isPresent()) {
            console.show(behind.get(), false);
        }
    }

    private DeviceDraft draft(String line, String onLine, String inGateway) {
        return new DeviceDraft(key, reference, line, onLine, inGateway, name, area, netId, loads);
    }
}
