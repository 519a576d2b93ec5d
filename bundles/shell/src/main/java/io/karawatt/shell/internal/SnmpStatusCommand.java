package io.karawatt.shell.internal;

import io.karawatt.snmp.SnmpAgent;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Shows how the SNMP agent is doing. */
@Service
@Command(
        scope = "snmp",
        name = "status",
        description = "Shows whether the SNMP agent answers, where, and what it counted")
public final class SnmpStatusCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            SnmpAgent agent = console.need(SnmpAgent.class);
            console.show(SnmpView.status(agent.status()), json);
        }
        return null;
    }
}
