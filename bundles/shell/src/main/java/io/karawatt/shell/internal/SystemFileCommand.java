package io.karawatt.shell.internal;

import io.karawatt.gateway.Download;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Prints a file that the gateway offers. */
@Service
@Command(scope = "system", name = "file", description = "Prints a file that the gateway offers, as it is")
public final class SystemFileCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(index = 0, name = "name", description = "Name of the file, see system:files", required = true)
    @Completion(FileCompleter.class)
    private String name = "";

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            FilesView.write(console.all(Download.class), name, console.out());
        }
        return null;
    }
}
