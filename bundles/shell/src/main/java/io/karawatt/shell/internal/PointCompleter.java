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

/** Completes keys of devices, and after the slash their points. */
@Service
public final class PointCompleter implements Completer {

    @Reference
    private @Nullable BundleContext bundles;

    @Override
    public int complete(Session session, CommandLine commandLine, List<String> candidates) {
        try (Console console = Console.of(bundles)) {
            return new StringsCompleter(Candidates.points(console, commandLine.getCursorArgument()))
                    .complete(session, commandLine, candidates);
        }
    }
}
