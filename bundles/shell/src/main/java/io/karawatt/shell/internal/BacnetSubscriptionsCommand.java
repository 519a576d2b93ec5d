package io.karawatt.shell.internal;

import io.karawatt.bacnet.BacnetGateway;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Lists who wants to be told of changes. */
@Service
@Command(scope = "bacnet", name = "subscriptions", description = "Lists who wants to be told of changed values")
public final class BacnetSubscriptionsCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            console.show(BacnetView.subscriptions(console.need(BacnetGateway.class)), json);
        }
        return null;
    }
}
