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

/** Sets all counters of a simulated device back to zero. */
@Service
@Command(scope = "sim", name = "counter-reset", description = "Sets all counters of a simulated device back to zero")
public final class SimCounterResetCommand implements Action {

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
            Simulated.act(console, site -> site.resetCounters(device));
        }
        return null;
    }
}
