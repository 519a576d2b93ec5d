package io.karawatt.shell.internal;

import io.karawatt.memory.MemoryQuery;
import io.karawatt.memory.MeterMemories;
import java.time.Instant;
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

/** Lists what a device records by itself, or reads records of one series. */
@Service
@Command(
        scope = "device",
        name = "memory",
        description = "Lists the load curves and trends that a device keeps by itself, or reads one of them")
public final class DeviceMemoryCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(index = 0, name = "device", description = "Key of the device", required = true)
    @Completion(DeviceKeyCompleter.class)
    private String device = "";

    @Argument(
            index = 1,
            name = "series",
            description = "Series to read, for example 1/loadCurvePPos; a list of all if not given. Options may follow",
            multiValued = true)
    private List<String> rest = List.of();

    @Option(
            name = "--from",
            description = "Beginning of the range, ISO 8601 in UTC; one day before its end if not given")
    private String from = "";

    @Option(name = "--to", description = "End of the range, not included; now if not given")
    private String to = "";

    @Option(name = "--limit", description = "Most records, the newest of the range, 1..10000")
    private String limit = "1000";

    @Option(name = "--resume", description = "Go on where an earlier run ended: what it showed as 'more'")
    private String resume = "";

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            List<String> series = Trailing.options(this, rest, 1);
            MeterMemories memories = console.need(MeterMemories.class);
            boolean quiet = json;
            MemoryFetch fetch = new MemoryFetch(memories, line -> {
                if (!quiet) {
                    console.say(line);
                }
            });
            if (series.isEmpty()) {
                console.show(MemoryView.overview(fetch.look(device)), json);
            } else {
                MemoryRange range = MemoryRange.parse(from, to, limit, resume, Instant.now());
                MemoryQuery query = range.query(device, series.get(0));
                console.show(MemoryView.records(query, fetch.read(query)), json);
            }
        }
        return null;
    }
}
