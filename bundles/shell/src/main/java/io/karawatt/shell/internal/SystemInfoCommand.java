package io.karawatt.shell.internal;

import java.time.Instant;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Shows the gateway itself. */
@Service
@Command(scope = "system", name = "info", description = "Shows who the gateway is, its open doors and how it is doing")
public final class SystemInfoCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            console.show(SystemView.info(console, Instant.now()), json);
        }
        return null;
    }
}
