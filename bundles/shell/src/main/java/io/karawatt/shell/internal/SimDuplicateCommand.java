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

/** Gives an address to two devices. */
@Service
@Command(scope = "sim", name = "duplicate", description = "Lets a second simulated device answer to an address")
public final class SimDuplicateCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(index = 0, name = "address", description = "The address that both answer", required = true)
    private String address = "";

    @Argument(
            index = 1,
            name = "second",
            description = "Address of the second device; the same again ends it",
            required = true)
    private String second = "";

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            int device = Numbers.parse("address", address, 1, Device.MAX_ADDRESS);
            int other = Numbers.parse("second", second, 1, Device.MAX_ADDRESS);
            Simulated.act(console, site -> site.duplicate(device, other));
        }
        return null;
    }
}
