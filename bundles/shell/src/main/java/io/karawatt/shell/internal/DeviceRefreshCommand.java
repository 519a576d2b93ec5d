package io.karawatt.shell.internal;

import io.karawatt.discovery.Discovery;
import io.karawatt.topology.TopologyEditor.Outcome;
import java.util.concurrent.TimeUnit;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Reads the loads of a device from the device. */
@Service
@Command(scope = "device", name = "refresh", description = "Reads names and types of the loads from the device itself")
public final class DeviceRefreshCommand implements Action {

    private static final long PATIENCE_S = 120;

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(index = 0, name = "device", description = "Key of the device", required = true)
    @Completion(DeviceKeyCompleter.class)
    private String key = "";

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            Outcome outcome = console.need(Discovery.class).refresh(key).get(PATIENCE_S, TimeUnit.SECONDS);
            if (outcome instanceof Outcome.Refused refused) {
                throw Messages.plain(refused.reason());
            }
            int loads = ((Outcome.Done) outcome).device().loads().size();
            console.say(Messages.text("device.refreshed", key, loads));
        }
        return null;
    }
}
