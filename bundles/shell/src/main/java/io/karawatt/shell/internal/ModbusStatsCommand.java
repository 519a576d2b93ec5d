package io.karawatt.shell.internal;

import io.karawatt.gateway.Face;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Shows the counters of the Modbus TCP server. */
@Service
@Command(scope = "modbus", name = "stats", description = "Shows what happened at the Modbus TCP server since start")
public final class ModbusStatsCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            console.show(SystemView.counters(SystemView.face("modbus-tcp", console.all(Face.class))), json);
        }
        return null;
    }
}
