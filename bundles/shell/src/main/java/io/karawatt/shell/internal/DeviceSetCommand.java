package io.karawatt.shell.internal;

import io.karawatt.settings.DeviceSettings;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Changes settings of a device. */
@Service
@Command(scope = "device", name = "set", description = "Changes settings of a device: all that are named, or none")
public final class DeviceSetCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(index = 0, name = "device", description = "Key of the device", required = true)
    @Completion(DeviceKeyCompleter.class)
    private String key = "";

    @Argument(index = 1, name = "part", description = "Part, for example load/1 or network", required = true)
    @Completion(PartCompleter.class)
    private String part = "";

    @Argument(
            index = 2,
            name = "settings",
            description =
                    "NAME=CONTENT, for example type=3P+N-3CT or 'name=Hall 2'; device:settings shows what is allowed",
            required = true,
            multiValued = true)
    private List<String> settings = List.of();

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            SettingsTool tool = new SettingsTool(console.need(DeviceSettings.class), key);
            console.say(tool.set(console.asker(), part, settings));
        }
        return null;
    }
}
