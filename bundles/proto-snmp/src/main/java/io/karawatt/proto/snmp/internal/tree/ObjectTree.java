package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.proto.snmp.internal.agent.AgentPart;
import io.karawatt.proto.snmp.internal.agent.Engine;
import io.karawatt.proto.snmp.internal.agent.Subtree;
import io.karawatt.proto.snmp.internal.mib.Layout;
import io.karawatt.view.SiteView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.snmp4j.smi.OID;

/** All objects of one running engine, for the present picture of the installation. Thread-safe. */
final class ObjectTree implements AgentPart.Attached {

    private static final Path INTERFACES = Path.of("/sys/class/net");

    private final Sources sources;
    private final Engine engine;
    private final Consumer<ObjectTree> left;
    private final CellPlan plan;
    private final List<Function<List<DeviceWindow>, Grid>> makers = new ArrayList<>();
    private final List<Subtree> subtrees = new ArrayList<>();
    private volatile Picture picture;
    private volatile Duration change = Duration.ZERO;

    /**
     * Makes the objects.
     *
     * @param layout which objects there are.
     * @param sources where values come from.
     * @param engine the engine.
     * @param site what is installed now.
     * @param left told when the engine goes.
     */
    ObjectTree(Layout layout, Sources sources, Engine engine, SiteView site, Consumer<ObjectTree> left) {
        this.sources = sources;
        this.engine = engine;
        this.left = left;
        this.plan = new CellPlan(layout.metrology());
        Layout standard = Layout.standard();
        DeviceTables devices = new DeviceTables(layout, sources);
        IoTables io = new IoTables(layout, sources, engine.terms().strict());
        EntityObjects entities = new EntityObjects(layout, standard, sources);
        table(devices.deviceColumns().entry(), devices::devices);
        table(devices.circuitColumns().entry(), devices::circuits);
        io.tables().forEach(table -> table(table.columns().entry(), table::grid));
        table(entities.columns().entry(), entities::grid);
        this.picture = take(site);
        for (int i = 0; i < layout.metrology().size(); i++) {
            int position = i;
            OID entry = Layout.entry(layout.metrology().get(i).oid());
            subtrees.add(new GridTree(entry, () -> picture.metrology().get(position)));
        }
        subtrees.addAll(new SystemObjects(layout, standard, sources.identity(), engine).subtrees());
        subtrees.addAll(new InterfaceObjects(standard, INTERFACES, sources.nanos()).subtrees());
        subtrees.add(EntityObjects.lastChange(standard, () -> change));
        subtrees.addAll(new GatewayObjects(layout, sources, engine, () -> picture, () -> change).subtrees());
        subtrees.addAll(new AlarmObjects(layout, sources, () -> picture.site()).subtrees());
    }

    private void table(OID entry, Function<List<DeviceWindow>, Grid> maker) {
        int position = makers.size();
        makers.add(maker);
        subtrees.add(new GridTree(entry, () -> picture.tables().get(position)));
    }

    private Picture take(SiteView site) {
        return Picture.of(site, sources, plan, makers, engine.terms().strict());
    }

    /** Swaps the picture: rows follow at once. */
    void changed(SiteView site) {
        picture = take(site);
        change = engine.upTime();
    }

    @Override
    public List<Subtree> subtrees() {
        return List.copyOf(subtrees);
    }

    @Override
    public void close() {
        left.accept(this);
    }
}
