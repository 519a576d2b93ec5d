package io.karawatt.shell.internal;

import io.karawatt.site.SimulatorControl;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Shows the faults of the simulated site. */
@Service
@Command(scope = "sim", name = "faults", description = "Lists the faults that are on at the simulated site")
public final class SimFaultsCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            console.show(Simulated.faults(console.need(SimulatorControl.class)), json);
        }
        return null;
    }
}
