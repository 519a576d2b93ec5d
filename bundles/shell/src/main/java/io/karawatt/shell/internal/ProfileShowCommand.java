package io.karawatt.shell.internal;

import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.Profiles;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Shows the registers of a profile. */
@Service
@Command(
        scope = "profile",
        name = "show",
        description = "Shows the registers of a device profile and where each row comes from")
public final class ProfileShowCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(index = 0, name = "reference", description = "Product reference, for example I-35", required = true)
    @Completion(ReferenceCompleter.class)
    private String reference = "";

    @Argument(index = 1, name = "options", description = "Options, if they were not given before", multiValued = true)
    private List<String> rest = List.of();

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            Trailing.options(this, rest, 0);
            Optional<DeviceProfile> profile = console.need(Profiles.class).find(reference);
            if (profile.isEmpty()) {
                throw Messages.failure("profile.unknown", reference);
            }
            console.show(ProfileView.registers(profile.get()), json);
        }
        return null;
    }
}
