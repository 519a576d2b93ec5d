package io.karawatt.shell.internal;

import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Completes parts of the settings of a device. */
@Service
public final class PartCompleter implements Completer {

    @Reference
    private @Nullable BundleContext bundles;

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        try (Console console = Console.of(bundles)) {
            return new StringsCompleter(Candidates.parts(console, commandLine.getArguments()))
                    .complete(session, commandLine, candidates);
        }
    }
}
