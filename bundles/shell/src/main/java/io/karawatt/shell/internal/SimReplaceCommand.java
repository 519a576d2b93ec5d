package io.karawatt.shell.internal;

import io.karawatt.topology.Device;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Puts a new meter in the place of a simulated one. */
@Service
@Command(
        scope = "sim",
        name = "replace",
        description = "Puts a new meter of the same kind in the place of a simulated one")
public final class SimReplaceCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(index = 0, name = "address", description = "Modbus address of the device", required = true)
    private String address = "";

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            int device = Numbers.parse("address", address, 1, Device.MAX_ADDRESS);
            Simulated.act(console, site -> site.replace(device));
        }
        return null;
    }
}
