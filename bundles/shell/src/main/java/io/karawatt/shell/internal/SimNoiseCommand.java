package io.karawatt.shell.internal;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Adds noise to a simulated line. */
@Service
@Command(scope = "sim", name = "noise", description = "Damages characters on a simulated line")
public final class SimNoiseCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(index = 0, name = "line", description = "Name of the line", required = true)
    @Completion(LineCompleter.class)
    private String line = "";

    @Argument(
            index = 1,
            name = "probability",
            description = "Chance that a character is damaged, 0..1; 0 ends the noise",
            required = true)
    private String probability = "";

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            double chance = Numbers.parseReal("probability", probability, 0, 1);
            Simulated.act(console, site -> site.noise(line, chance));
        }
        return null;
    }
}
