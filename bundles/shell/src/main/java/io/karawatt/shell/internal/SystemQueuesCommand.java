package io.karawatt.shell.internal;

import io.karawatt.event.EventBus;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Shows the queues of the event bus. */
@Service
@Command(
        scope = "system",
        name = "queues",
        description = "Shows the event queues: who listens, what waits, what was dropped")
public final class SystemQueuesCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            console.show(SystemView.queues(console.need(EventBus.class).queues()), json);
        }
        return null;
    }
}
