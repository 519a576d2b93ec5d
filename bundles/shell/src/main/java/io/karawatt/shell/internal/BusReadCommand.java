package io.karawatt.shell.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.model.Registers;
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
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Reads raw registers. */
@Service
@Command(scope = "bus", name = "read", description = "Reads raw registers of a device, past the process image")
public final class BusReadCommand implements Action {

    @Reference
    private @Nullable BundleContext bundles;

    @Reference
    private @Nullable Session session;

    @Argument(index = 0, name = "device", description = "Key of a device, or LINE:UNIT", required = true)
    @Completion(DeviceKeyCompleter.class)
    private String device = "";

    @Argument(
            index = 1,
            name = "address",
            description = "First register as on the wire, from 0; decimal or 0x hexadecimal",
            required = true)
    private String address = "";

    @Argument(
            index = 2,
            name = "count",
            description = "Number of values, 1 if not given; of registers for texts and hex. Options may follow",
            multiValued = true)
    private List<String> rest = List.of();

    @Option(name = "--type", description = "hex, text, or a register type: u16, s32, float32, bcd16 …")
    @Completion(RegisterTypeCompleter.class)
    private String type = "u16";

    @Option(name = "--table", description = "holding (function 3) or input (function 4)")
    @Completion(
            value = StringsCompleter.class,
            values = {"holding", "input"})
    private String table = "holding";

    @Option(name = "--order", description = "Word order: high (most significant word first) or low")
    @Completion(
            value = StringsCompleter.class,
            values = {"high", "low"})
    private String order = "high";

    @Option(name = "--timeout", description = "How long to wait, in milliseconds, 1..60000")
    private String timeout = "5000";

    @Option(name = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        try (Console console = Console.of(bundles, session)) {
            List<String> words = Trailing.options(this, rest, 1);
            String count = words.isEmpty() ? "1" : words.get(0);
            RegisterQuery query = RegisterQuery.parse(address, count, type, table, order, timeout);
            console.need(BusLine.class);
            BusTarget target = BusTarget.find(device, console.find(Topology.class), console.all(BusLine.class));
            Registers registers = BusAnswer.read(target.line(), query.request(target.unit()));
            console.show(query.format().show(registers, query.address(), query.order()), json);
        }
        return null;
    }
}
