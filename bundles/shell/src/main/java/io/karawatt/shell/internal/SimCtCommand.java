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

/** Changes the current transformers of a load. */
@Service
@Command(scope = "sim", name = "ct", description = "Sets the primary current of the current transformers of a load")
public final class SimCtCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(index = 0, name = "address", description = "Modbus address of the device", required = true)
    private String address = "";

    @Argument(index = 1, name = "load", description = "Number of the load, 1..n", required = true)
    private String load = "";

    @Argument(index = 2, name = "amperes", description = "Primary current, 1..65535 A", required = true)
    private String amperes = "";

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            int device = Numbers.parse("address", address, 1, Device.MAX_ADDRESS);
            int number = Numbers.parse("load", load, 1, 999);
            int amps = Numbers.parse("amperes", amperes, 1, 65_535);
            Simulated.act(console, site -> site.transformer(device, number, amps));
        }
        return null;
    }
}
