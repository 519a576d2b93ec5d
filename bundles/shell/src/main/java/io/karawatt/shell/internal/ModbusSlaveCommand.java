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

/** Shows the serial lines on which the gateway is Modbus slave. */
@Service
@Command(scope = "modbus", name = "slave", description = "Shows what happened on the lines where the gateway is slave")
public final class ModbusSlaveCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            console.show(SystemView.slaves(console.all(Face.class)), json);
        }
        return null;
    }
}
