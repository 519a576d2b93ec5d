package io.karawatt.shell.internal;

import io.karawatt.live.LiveValues;
import io.karawatt.profile.Quantities;
import io.karawatt.topology.Topology;
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

/** Shows latest readings. */
@Service
@Command(scope = "point", name = "read", description = "Shows the latest readings of a device or a point")
public final class PointReadCommand implements Action {

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

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Option(name = "--all", description = "Also what is read only on request: single harmonics, records")
    private boolean all;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            Trailing.options(this, rest, 0);
            PointView view = new PointView(
                    console.need(Topology.class).current(),
                    console.need(LiveValues.class),
                    console.find(Quantities.class));
            console.show(view.read(view.points(point, all)), json);
        }
        return null;
    }
}
