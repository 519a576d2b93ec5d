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

/** Lists who may ask the SNMP agent. */
@Service
@Command(
        scope = "snmp",
        name = "users",
        description = "Lists communities and users that the SNMP agent accepts; no secrets")
public final class SnmpUsersCommand implements Action {

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
            console.show(SnmpView.users(agent), json);
        }
        return null;
    }
}
