package io.karawatt.shell.internal;

import io.karawatt.topology.Device;
import io.karawatt.topology.Topology;
import io.karawatt.topology.TopologyEditor;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Removes a device that a scan looked for in vain; one that is there is safe from it. */
@Service
@Command(scope = "device", name = "forget", description = "Removes a device that is missing, and only such a one")
public final class DeviceForgetCommand implements Action {

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
            Optional<Device> device = console.need(Topology.class).current().device(key);
            if (device.isEmpty()) {
                throw Messages.failure("device.unknown", key);
            }
            if (!device.get().missing()) {
                throw Messages.failure("device.present", key);
            }
            TopologyEditor.Outcome outcome = console.need(TopologyEditor.class).remove(key);
            if (outcome instanceof TopologyEditor.Outcome.Refused refused) {
                throw Messages.plain(refused.reason());
            }
            new HostAddition(console, Thread::sleep)
                    .discard(((TopologyEditor.Outcome.Done) outcome).device().line());
            console.say(Messages.text("device.removed", key));
        }
        return null;
    }
}
