package io.karawatt.shell.internal;

import io.karawatt.topology.Device;
import io.karawatt.topology.Topology;
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

/** Adds what a gateway says lies behind it. */
@Service
@Command(scope = "device", name = "behind", description = "Asks a gateway for its devices and adds those that are new")
public final class DeviceBehindCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(index = 0, name = "device", description = "Key of the gateway", required = true)
    @Completion(DeviceKeyCompleter.class)
    private String key = "";

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            Optional<Device> device = console.need(Topology.class).current().device(key);
            if (device.isEmpty()) {
                throw Messages.failure("device.unknown", key);
            }
            Optional<Table> found = new HostAddition(console, Thread::sleep).behind(device.get());
            if (found.isEmpty()) {
                throw Messages.failure("device.meter", key);
            }
            console.show(found.get(), json);
        }
        return null;
    }
}
