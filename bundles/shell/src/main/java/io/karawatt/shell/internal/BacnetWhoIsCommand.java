package io.karawatt.shell.internal;

import io.karawatt.bacnet.BacnetGateway;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Asks on the BACnet network who is there. */
@Service
@Command(scope = "bacnet", name = "who-is", description = "Asks on the BACnet network which other devices there are")
public final class BacnetWhoIsCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(
            index = 0,
            name = "instances",
            description = "One device instance, or LOW HIGH; all if not given. Options may follow",
            multiValued = true)
    private List<String> rest = List.of();

    @Option(name = "--wait", description = "Seconds to listen, 1 to 30")
    private String wait = "3";

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            List<String> instances = Trailing.options(this, rest, 2);
            BacnetGateway gateway = console.need(BacnetGateway.class);
            console.show(BacnetView.whoIs(gateway, instances, wait), json);
        }
        return null;
    }
}
