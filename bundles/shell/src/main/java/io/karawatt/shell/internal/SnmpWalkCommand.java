package io.karawatt.shell.internal;

import io.karawatt.snmp.SnmpAgent;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Walks the tree of the SNMP agent from inside. */
@Service
@Command(
        scope = "snmp",
        name = "walk",
        description = "Lists objects of the SNMP agent, from inside, whoever may see them from outside")
public final class SnmpWalkCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(
            index = 0,
            name = "oid",
            description = "Where to begin, for example 1.3.6.1.2.1.1; the whole tree if not given. Options may follow",
            multiValued = true)
    private List<String> rest = List.of();

    @Option(name = "--limit", description = "Most objects to list, 1 to 100000")
    private String limit = "1000";

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            List<String> oid = Trailing.options(this, rest, 1);
            SnmpAgent agent = console.need(SnmpAgent.class);
            console.show(SnmpView.walk(agent, oid.isEmpty() ? SnmpView.WHOLE_TREE : oid.get(0), limit), json);
        }
        return null;
    }
}
