package io.karawatt.shell.internal;

import io.karawatt.gateway.Download;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Lists the files that the gateway offers. */
@Service
@Command(
        scope = "system",
        name = "files",
        description = "Lists the files that the gateway offers, such as descriptions of its SNMP and BACnet objects")
public final class SystemFilesCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            console.show(FilesView.list(console.all(Download.class)), json);
        }
        return null;
    }
}
