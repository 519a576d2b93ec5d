package io.karawatt.shell.internal;

import io.karawatt.settings.DeviceSettings;
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

/** Shows the settings of a device. */
@Service
@Command(scope = "device", name = "settings", description = "Reads the settings of a device from the device itself")
public final class DeviceSettingsCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(index = 0, name = "device", description = "Key of the device", required = true)
    @Completion(DeviceKeyCompleter.class)
    private String key = "";

    @Argument(
            index = 1,
            name = "part",
            description = "Part, for example load/1 or network; all if not given. Options may follow",
            multiValued = true)
    @Completion(PartCompleter.class)
    private List<String> rest = List.of();

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            List<String> part = Trailing.options(this, rest, 1);
            SettingsTool tool = new SettingsTool(console.need(DeviceSettings.class), key);
            console.show(tool.show(part), json);
        }
        return null;
    }
}
