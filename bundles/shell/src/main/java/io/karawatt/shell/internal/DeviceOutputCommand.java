package io.karawatt.shell.internal;

import io.karawatt.settings.DeviceCommands;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Switches an output of a device. */
@Service
@Command(
        scope = "device",
        name = "output",
        description = "Switches a digital output of a device, and reads back that it follows")
public final class DeviceOutputCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(index = 0, name = "device", description = "Key of the device", required = true)
    @Completion(DeviceKeyCompleter.class)
    private String key = "";

    @Argument(index = 1, name = "output", description = "Number of the output, 1..n", required = true)
    private String output = "";

    @Argument(index = 2, name = "state", description = "on or off", required = true)
    @Completion(
            value = StringsCompleter.class,
            values = {"on", "off"})
    private String state = "";

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            CommandTool tool = new CommandTool(console.asker());
            console.say(tool.output(console.need(DeviceCommands.class), key, output, state));
        }
        return null;
    }
}
