package io.karawatt.shell.internal;

import io.karawatt.journal.Journal;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Shows the logbook. */
@Service
@Command(scope = "system", name = "events", description = "Shows the latest entries of the logbook, newest last")
public final class SystemEventsCommand implements Action {

    private static final int MOST = 100_000;

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Option(name = "--count", description = "How many entries at most, 1..100000")
    private String count = "50";

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            int most = Numbers.parse("--count", count, 1, MOST);
            console.show(SystemView.events(console.need(Journal.class).latest(most)), json);
        }
        return null;
    }
}
