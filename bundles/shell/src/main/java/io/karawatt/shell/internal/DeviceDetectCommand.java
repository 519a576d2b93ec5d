package io.karawatt.shell.internal;

import io.karawatt.settings.DeviceCommands;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Has the rating of a current transformer detected. */
@Service
@Command(
        scope = "device",
        name = "detect",
        description = "Makes a device find out the rating of the current transformer on an input")
public final class DeviceDetectCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(index = 0, name = "device", description = "Key of the device", required = true)
    @Completion(DeviceKeyCompleter.class)
    private String key = "";

    @Argument(index = 1, name = "input", description = "Number of the current input, 1..n", required = true)
    private String input = "";

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            CommandTool tool = new CommandTool(console.asker());
            console.say(tool.detect(console.need(DeviceCommands.class), key, input));
        }
        return null;
    }
}
