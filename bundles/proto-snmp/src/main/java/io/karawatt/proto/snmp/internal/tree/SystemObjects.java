package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.proto.snmp.internal.agent.Engine;
import io.karawatt.proto.snmp.internal.agent.Subtree;
import io.karawatt.proto.snmp.internal.mib.Layout;
import io.karawatt.proto.snmp.internal.mib.MibObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;

/** The system group (RFC 3418). */
public final class SystemObjects {

    /** End-to-end and application services: 2^3 + 2^6. */
    private static final int SERVICES = 72;

    private final List<Subtree> subtrees;

    SystemObjects(Layout own, Layout standard, GatewayIdentity identity, Engine engine) {
        String description = "open energy gateway Karawatt " + identity.version() + ", compatible with "
                + identity.product() + ", Java " + Runtime.version().feature();
        Columns<Module> modules = Columns.<Module>of(standard, "sysORTable")
                .column("sysORID", module -> module.supported.oid())
                .column("sysORDescr", module -> Values.text(module.supported.description()))
                .column("sysORUpTime", module -> Values.ticks(Duration.ZERO))
                .build();
        RowGrid<Module> rows = RowGrid.numbered(modules, modules(standard), Module::number);
        this.subtrees = List.of(
                new SingleValue(standard, "sysDescr", () -> Values.text(description)),
                new SingleValue(standard, "sysObjectID", () -> product(own, identity)),
                new SingleValue(standard, "sysUpTime", () -> Values.ticks(engine.upTime())),
                new SingleValue(
                        standard, "sysContact", () -> Values.text(engine.terms().contact())),
                new SingleValue(standard, "sysName", () -> Values.text(identity.name())),
                new SingleValue(
                        standard,
                        "sysLocation",
                        () -> Values.text(engine.terms().location())),
                new SingleValue(standard, "sysServices", () -> new Integer32(SERVICES)),
                new SingleValue(standard, "sysORLastChange", () -> Values.ticks(Duration.ZERO)),
                new GridTree(modules.entry(), () -> rows));
    }

    List<Subtree> subtrees() {
        return subtrees;
    }

    private static List<Module> modules(Layout standard) {
        List<MibObject> supported = standard.objects(MibObject.Kind.MODULE);
        return IntStream.range(0, supported.size())
                .mapToObj(i -> new Module(i + 1, supported.get(i)))
                .toList();
    }

    /**
     * Returns the value of sysObjectID.
     *
     * @param own the private branch.
     * @param identity who the gateway is.
     * @return number of the product that it plays; of all gateways when it plays none of the four.
     */
    public static OID product(Layout own, GatewayIdentity identity) {
        String name = "gwProduct" + identity.product().replace("-", "");
        return own.objects(MibObject.Kind.PRODUCT).stream()
                .filter(object -> object.name().equals(name))
                .map(MibObject::oid)
                .findFirst()
                .orElseGet(() -> own.object("gateway").oid());
    }

    private record Module(int number, MibObject supported) {}
}
