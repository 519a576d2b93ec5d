package io.karawatt.shell.internal;

import io.karawatt.bus.BusLine;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Has devices learnt anew. */
@Service
@Command(scope = "bus", name = "relearn", description = "Forgets what was learnt about a device, or about all")
public final class BusRelearnCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(index = 0, name = "device", description = "Key of a device; all if not given")
    @Completion(DeviceKeyCompleter.class)
    private String device = "";

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            console.need(BusLine.class);
            console.say(Messages.text("bus.relearnt", BusView.relearn(console.all(BusLine.class), device)));
        }
        return null;
    }
}
