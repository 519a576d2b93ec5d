package io.karawatt.shell.internal;

import io.karawatt.profile.Profiles;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Shows all profiles. */
@Service
@Command(scope = "profile", name = "list", description = "Lists the device profiles")
public final class ProfileListCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            console.show(ProfileView.list(console.need(Profiles.class).all()), json);
        }
        return null;
    }
}
