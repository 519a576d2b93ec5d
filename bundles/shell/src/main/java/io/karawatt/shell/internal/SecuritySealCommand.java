package io.karawatt.shell.internal;

import io.karawatt.secret.Secrets;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Seals a pass phrase for a settings file. */
@Service
@Command(
        scope = "security",
        name = "seal",
        description = "Seals a pass phrase, so that it can stand in a settings file and only this gateway can read it")
public final class SecuritySealCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(
            index = 0,
            name = "secret",
            description = "The pass phrase; better left out and typed when asked, for what is typed here stays in the"
                    + " history of the console")
    private String secret = "";

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            Secrets secrets = console.need(Secrets.class);
            console.say(SealTool.seal(secrets, secret.isEmpty() ? console.askUnseen(SealTool.PROMPT) : secret));
        }
        return null;
    }
}
