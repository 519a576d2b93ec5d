package io.karawatt.shell.internal;

import io.karawatt.access.Asker;
import io.karawatt.bus.ScanPlan;
import io.karawatt.bus.ScanPlan.Addressing;
import io.karawatt.bus.ScanPlan.Depth;
import io.karawatt.discovery.Discovery;
import io.karawatt.discovery.ScanOrder;
import io.karawatt.topology.Device;
import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Searches lines for devices and waits for the report. */
@Service
@Command(
        scope = "bus",
        name = "scan",
        description = "Searches one line or all for devices and takes over what it finds")
public final class BusScanCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(
            index = 0,
            name = "line",
            description = "Name of the line; all lines if not given. Options may follow",
            multiValued = true)
    @Completion(LineCompleter.class)
    private List<String> rest = List.of();

    @Option(name = "--full", description = "Also DIRIS A, COUNTIS E and everything that answers")
    private boolean full;

    @Option(name = "--range", description = "Addresses to search and give out, for example 1-32")
    private String range = "";

    @Option(name = "--speeds", description = "Also at the other usual speeds of a serial line")
    private boolean speeds;

    @Option(name = "--autoset", description = "Give devices that share an address free ones of the range")
    private boolean autoset;

    @Option(name = "--push-button", description = "Give out the addresses of the range in the order of button presses")
    private boolean pushButton;

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            List<String> lines = Trailing.options(this, rest, 1);
            ScanPlan plan = plan(full, range, speeds, autoset, pushButton);
            Asker asker = console.asker();
            ScanOrder order = new ScanOrder(Set.copyOf(lines), plan, asker.face(), asker.who(), asker.from());
            Scans.run(console, console.need(Discovery.class), order, json);
        }
        return null;
    }

    /** Reads what was typed. */
    static ScanPlan plan(boolean full, String range, boolean speeds, boolean autoset, boolean pushButton)
            throws CommandException {
        if (autoset && pushButton) {
            throw Messages.failure("scan.both");
        }
        int first = 1;
        int last = Device.MAX_ADDRESS;
        if (!range.isEmpty()) {
            String[] ends = range.split("-", 2);
            first = Numbers.parse("--range", ends[0], 1, Device.MAX_ADDRESS);
            last = ends.length == 1 ? first : Numbers.parse("--range", ends[1], first, Device.MAX_ADDRESS);
        }
        Addressing addressing = autoset ? Addressing.AUTOSET : pushButton ? Addressing.PUSH_BUTTON : Addressing.NONE;
        return new ScanPlan(full ? Depth.FULL : Depth.FAST, first, last, speeds, addressing);
    }
}
