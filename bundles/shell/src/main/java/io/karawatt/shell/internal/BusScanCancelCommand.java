package io.karawatt.shell.internal;

import io.karawatt.discovery.Discovery;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Ends the scan under way. */
@Service
@Command(
        scope = "bus",
        name = "scan-cancel",
        description = "Ends the scan under way; nothing is marked as missing then")
public final class BusScanCancelCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            if (!console.need(Discovery.class).cancel()) {
                throw Messages.failure("scan.idle");
            }
            console.say(Messages.text("scan.cancelled"));
        }
        return null;
    }
}
