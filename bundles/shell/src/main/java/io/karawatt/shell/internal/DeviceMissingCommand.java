package io.karawatt.shell.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.topology.Topology;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Shows the devices that a scan looked for in vain. */
@Service
@Command(scope = "device", name = "missing", description = "Lists the devices that a scan looked for in vain")
public final class DeviceMissingCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            DeviceView view = new DeviceView(console.need(Topology.class).current(), console.all(BusLine.class));
            console.show(view.missing(), json);
        }
        return null;
    }
}
