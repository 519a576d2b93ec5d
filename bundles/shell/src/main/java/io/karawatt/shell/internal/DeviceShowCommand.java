package io.karawatt.shell.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.topology.Device;
import io.karawatt.topology.Installation;
import io.karawatt.topology.Topology;
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

/** Shows one device. */
@Service
@Command(scope = "device", name = "show", description = "Shows one device with its loads and how it answers")
public final class DeviceShowCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(index = 0, name = "device", description = "Key of the device", required = true)
    @Completion(DeviceKeyCompleter.class)
    private String key = "";

    @Argument(index = 1, name = "options", description = "Options, if they were not given before", multiValued = true)
    private List<String> rest = List.of();

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            Trailing.options(this, rest, 0);
            Installation installation = console.need(Topology.class).current();
            Optional<Device> device = installation.device(key);
            if (device.isEmpty()) {
                throw Messages.failure("device.unknown", key);
            }
            DeviceView view = new DeviceView(installation, console.all(BusLine.class));
            console.show(view.show(device.get()), json);
        }
        return null;
    }
}
