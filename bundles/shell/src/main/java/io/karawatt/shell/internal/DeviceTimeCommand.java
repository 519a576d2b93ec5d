package io.karawatt.shell.internal;

import io.karawatt.settings.DeviceClocks;
import java.time.Clock;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Shows or sets the clocks of devices. */
@Service
@Command(scope = "device", name = "time", description = "Shows the clocks of devices, or sets them")
public final class DeviceTimeCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(
            index = 0,
            name = "device",
            description = "Key of the device; all devices if not given. Options may follow",
            multiValued = true)
    @Completion(DeviceKeyCompleter.class)
    private List<String> rest = List.of();

    @Option(name = "--set", description = "Time to set: now, or for example 2026-03-29T12:00:00Z")
    private String set = "";

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            List<String> device = Trailing.options(this, rest, 1);
            DeviceClocks clocks = console.need(DeviceClocks.class);
            if (set.isEmpty()) {
                console.show(CommandTool.clocks(clocks, device), json);
            } else {
                CommandTool tool = new CommandTool(console.asker());
                console.say(tool.setClocks(clocks, device, set, Clock.systemUTC()));
            }
        }
        return null;
    }
}
