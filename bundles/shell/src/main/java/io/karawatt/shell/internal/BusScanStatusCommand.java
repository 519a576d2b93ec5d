package io.karawatt.shell.internal;

import io.karawatt.discovery.Discovery;
import io.karawatt.discovery.ScanReport;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Shows the scan under way, or the last one. */
@Service
@Command(scope = "bus", name = "scan-status", description = "Shows the scan under way, or the report of the last one")
public final class BusScanStatusCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            Optional<ScanReport> report = console.need(Discovery.class).report();
            if (report.isEmpty()) {
                throw Messages.failure("scan.none");
            }
            console.show(ScanView.report(report.get()), json);
        }
        return null;
    }
}
