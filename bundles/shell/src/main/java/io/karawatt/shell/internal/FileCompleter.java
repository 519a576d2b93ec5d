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

/** Completes names of files that the gateway offers. */
@Service
public final class FileCompleter implements Completer {

    @Reference
    private @Nullable BundleContext bundles;

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        try (Console console = Console.of(bundles)) {
            return new StringsCompleter(Candidates.files(console)).complete(session, commandLine, candidates);
        }
    }
}
