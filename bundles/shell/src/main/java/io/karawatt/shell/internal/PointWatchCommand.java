package io.karawatt.shell.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.live.LiveValues;
import io.karawatt.model.PointId;
import io.karawatt.profile.Quantities;
import io.karawatt.topology.Topology;
import java.time.Duration;
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

/** Shows latest readings again and again. */
@Service
@Command(scope = "point", name = "watch", description = "Shows the latest readings again and again, until Ctrl-C")
public final class PointWatchCommand implements Action {

    private static final double MIN_INTERVAL_S = 0.1;
    private static final double MAX_INTERVAL_S = 3600;

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(
            index = 0,
            name = "point",
            description = "DEVICE, DEVICE/INSTANCE or DEVICE/INSTANCE/QUANTITY[.STAT]",
            required = true)
    @Completion(PointCompleter.class)
    private String point = "";

    @Argument(index = 1, name = "options", description = "Options, if they were not given before", multiValued = true)
    private List<String> rest = List.of();

    @Option(name = "--count", description = "How many times; 0 until Ctrl-C")
    private String count = "0";

    @Option(name = "--interval", description = "Seconds between two tables, 0.1..3600")
    private String interval = "1";

    @Option(name = "--all", description = "Also what is read only on request: single harmonics, records")
    private boolean all;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            Trailing.options(this, rest, 0);
            int times = Numbers.parse("--count", count, 0, Integer.MAX_VALUE);
            double seconds = Numbers.parseReal("--interval", interval, MIN_INTERVAL_S, MAX_INTERVAL_S);
            PointView view = new PointView(
                    console.need(Topology.class).current(),
                    console.need(LiveValues.class),
                    console.find(Quantities.class));
            List<PointId> points = view.points(point, all);
            Watch watch =
                    new Watch(times, Duration.ofMillis(Math.round(seconds * 1000)), console.paintable(), Thread::sleep);
            String device = points.get(0).device();
            Optional<BusLine> line = watched(console, device);
            watch.run(console.out(), () -> {
                line.ifPresent(l -> l.watch(device));
                return view.read(points).text();
            });
        }
        return null;
    }

    /** The line of the device, if it runs: what is watched is read more often where there is time. */
    private static Optional<BusLine> watched(Console console, String device) {
        return console.find(Topology.class)
                .flatMap(topology -> topology.current().device(device))
                .flatMap(found -> console.all(BusLine.class).stream()
                        .filter(line -> line.name().equals(found.line()))
                        .findFirst());
    }
}
