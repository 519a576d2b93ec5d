package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.alarm.Alarms;
import io.karawatt.bacnet.BacnetGateway;
import io.karawatt.bus.BusLine;
import io.karawatt.bus.LineDirectory;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.live.LiveOutlet;
import io.karawatt.live.LiveValues;
import io.karawatt.live.PointReader;
import io.karawatt.profile.Quantities;
import io.karawatt.proto.snmp.internal.agent.AgentPart;
import io.karawatt.proto.snmp.internal.agent.Engine;
import io.karawatt.proto.snmp.internal.mib.Layout;
import io.karawatt.settings.DeviceCommands;
import io.karawatt.topology.Installation;
import io.karawatt.topology.TopologyListener;
import io.karawatt.view.SiteView;
import java.time.Clock;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Brings the objects of the installation to the agent: all tables of the private branch, the system and interfaces
 * groups and the entities. Rows follow the installation at once.
 */
@Component(service = {AgentPart.class, TopologyListener.class})
public final class SiteObjects implements AgentPart, TopologyListener {

    private final Layout layout;
    private final LineDirectory lines = new LineDirectory();
    private final Sources sources;
    private final Set<ObjectTree> trees = new HashSet<>();
    private SiteView site = SiteView.EMPTY;

    @Activate
    public SiteObjects(
            @Reference(name = "identity") GatewayIdentity identity,
            @Reference(name = "quantities") Quantities quantities) {
        this(identity, quantities, Clock.systemUTC(), System::nanoTime);
    }

    SiteObjects(GatewayIdentity identity, Quantities quantities, InstantSource clock, LongSupplier nanos) {
        this.layout = Layout.of(quantities.all());
        this.sources = new Sources(
                identity,
                quantities,
                new LiveOutlet(),
                new LineStates(lines, nanos),
                new Demand(),
                new AtomicReference<>(),
                new AtomicReference<>(),
                new AtomicReference<>(),
                clock,
                nanos);
    }

    @Override
    public synchronized Attached attach(Engine engine) {
        ObjectTree tree = new ObjectTree(layout, sources, engine, site, this::leave);
        trees.add(tree);
        return tree;
    }

    private synchronized void leave(ObjectTree tree) {
        trees.remove(tree);
    }

    @Override
    public synchronized void changed(Installation now) {
        site = SiteView.of(now);
        trees.forEach(tree -> tree.changed(site));
    }

    @Reference(
            name = "live",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "unsetLive")
    void setLive(LiveValues came) {
        sources.live().set(came);
    }

    void unsetLive(LiveValues went) {
        sources.live().unset(went);
    }

    @Reference(
            name = "lines",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "removeLine")
    void addLine(BusLine came) {
        lines.add(came);
    }

    void removeLine(BusLine went) {
        lines.remove(went);
    }

    @Reference(
            name = "reader",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "unsetReader")
    void setReader(PointReader came) {
        sources.demand().set(came);
    }

    void unsetReader(PointReader went) {
        sources.demand().unset(went);
    }

    @Reference(
            name = "commands",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "unsetCommands")
    void setCommands(DeviceCommands came) {
        sources.commands().set(came);
    }

    void unsetCommands(DeviceCommands went) {
        sources.commands().compareAndSet(went, null);
    }

    @Reference(
            name = "alarms",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "unsetAlarms")
    void setAlarms(Alarms came) {
        sources.alarms().set(came);
    }

    void unsetAlarms(Alarms went) {
        sources.alarms().compareAndSet(went, null);
    }

    @Reference(
            name = "bacnet",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "unsetBacnet")
    void setBacnet(BacnetGateway came) {
        sources.bacnet().set(came);
    }

    void unsetBacnet(BacnetGateway went) {
        sources.bacnet().compareAndSet(went, null);
    }
}
