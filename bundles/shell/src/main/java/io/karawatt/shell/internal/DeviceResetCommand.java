package io.karawatt.shell.internal;

import io.karawatt.settings.DeviceCommands;
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

/** Sets counters or extremes of a device back. */
@Service
@Command(
        scope = "device",
        name = "reset",
        description = "Sets counters or extremes of a device back, or shows what can be set back")
public final class DeviceResetCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(index = 0, name = "device", description = "Key of the device", required = true)
    @Completion(DeviceKeyCompleter.class)
    private String key = "";

    @Argument(
            index = 1,
            name = "what",
            description =
                    "What to set back, for example partial or minmax; shows what there is if not given. Options may follow",
            multiValued = true)
    private List<String> rest = List.of();

    @Option(name = "--load", description = "Only of this load; of all if not given")
    private String load = "";

    @Option(name = "--items", description = "Only these, joined by commas, for example Ea+,Er+; all if not given")
    private String items = "";

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            List<String> what = Trailing.options(this, rest, 1);
            DeviceCommands commands = console.need(DeviceCommands.class);
            if (what.isEmpty()) {
                console.show(CommandTool.resettables(commands, key), json);
            } else {
                console.say(new CommandTool(console.asker()).reset(commands, key, what.get(0), load, items));
            }
        }
        return null;
    }
}
