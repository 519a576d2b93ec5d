package io.karawatt.shell.internal;

import io.karawatt.bus.BusLine;
import java.util.List;
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

/** Shows the counters of lines and devices. */
@Service
@Command(scope = "bus", name = "stats", description = "Shows what happened on the lines and with each device")
public final class BusStatsCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(index = 0, name = "line", description = "Name of a line; all if not given")
    @Completion(LineCompleter.class)
    private String line = "";

    @Argument(index = 1, name = "options", description = "Options, if they were not given before", multiValued = true)
    private List<String> rest = List.of();

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            Trailing.options(this, rest, 0);
            List<BusLine> lines = BusTarget.lines(line, console.all(BusLine.class));
            console.show(BusView.stats(lines), json);
        }
        return null;
    }
}
