package io.karawatt.proto.modbus.internal;

import io.karawatt.access.AccessPolicy;
import io.karawatt.bus.BusLine;
import io.karawatt.event.EventBus;
import io.karawatt.event.EventOutlet;
import io.karawatt.gateway.Endpoint;
import io.karawatt.gateway.Face;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.live.LiveValues;
import io.karawatt.profile.Profiles;
import io.karawatt.topology.Topology;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Modbus TCP server as a component: off until enabled; a {@link Face} is registered while its door is open. */
@Component(
        configurationPid = {ModbusTcpServer.PRODUCT_PID, ModbusTcpServer.PID},
        immediate = true,
        service = {})
public final class ModbusTcpServer {

    static final String PID = "io.karawatt.proto.modbus";

    /** What the installed product feature says; the operator's own settings win over it. */
    static final String PRODUCT_PID = "io.karawatt.product";

    private static final Logger LOG = LoggerFactory.getLogger(ModbusTcpServer.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

    // Clients stay connected when the process image, the event bus or the catalogue is stopped or replaced.
    private final LiveOutlet live = new LiveOutlet();
    private final EventOutlet events = new EventOutlet();
    private final KnownProfiles profiles = new KnownProfiles();
    private final Lines lines = new Lines();
    private final WriteGate gate = new WriteGate();
    private final BundleContext context;
    private final ServerLoop loop;
    private final Thread thread;
    private @Nullable ServiceRegistration<?> registration;
    private boolean closed;

    @Activate
    public ModbusTcpServer(
            ModbusTcpConfig config,
            BundleContext context,
            @Reference(name = "topology") Topology topology,
            @Reference(name = "identity") GatewayIdentity identity)
            throws IOException {
        this.context = context;
        Services services = new Services(
                live,
                topology,
                profiles,
                identity,
                events,
                lines,
                gate,
                Clock.systemUTC(),
                ZoneId.systemDefault(),
                System::nanoTime);
        this.loop = new ServerLoop(Settings.of(config), services, this::register);
        this.thread = new Thread(loop, "karawatt-modbus-tcp");
        thread.setDaemon(true);
        if (!config.enabled()) {
            loop.stop(); // the thread then does nothing but close what the loop has opened
        }
    }

    /** Opens the door after the services that are already there were bound, so that they hear of it. */
    @Activate
    void start() {
        thread.start();
    }

    @Reference(
            name = "line",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addLine(BusLine line, Map<String, Object> properties) {
        lines.add(name(line, properties), line);
    }

    void removeLine(BusLine line, Map<String, Object> properties) {
        lines.remove(name(line, properties), line);
    }

    private static String name(BusLine line, Map<String, Object> properties) {
        return properties.get(BusLine.LINE) instanceof String name ? name : line.name();
    }

    @Reference(
            name = "policy",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindPolicy(AccessPolicy policy) {
        gate.bind(policy);
    }

    void unbindPolicy(AccessPolicy policy) {
        gate.unbind(policy);
    }

    @Reference(name = "live", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setLive(LiveValues came) {
        live.set(came);
    }

    void unsetLive(LiveValues went) {
        live.unset(went);
    }

    @Reference(name = "events", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setEvents(EventBus came) {
        events.set(came);
    }

    void unsetEvents(EventBus went) {
        events.unset(went);
    }

    @Reference(name = "profiles", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setProfiles(Profiles came) {
        profiles.set(came);
    }

    void unsetProfiles(Profiles went) {
        profiles.keep(went);
    }

    /** Runs on the server's thread; a server that is being stopped registers nothing any more. */
    private void register(Face face) {
        // Outside the lock: whoever is told of the new service may wait for a thread that is closing this one.
        ServiceRegistration<?> now =
                context.registerService(new String[] {Face.class.getName(), Endpoint.class.getName()}, face, null);
        synchronized (this) {
            if (!closed) {
                registration = now;
                return;
            }
        }
        now.unregister();
    }

    @Deactivate
    void close() throws InterruptedException {
        unregister();
        loop.stop();
        thread.join(STOP_LIMIT.toMillis());
        if (thread.isAlive()) {
            LOG.warn("the server's thread did not end within {} s; left alone", STOP_LIMIT.toSeconds());
        }
    }

    private void unregister() {
        ServiceRegistration<?> last;
        synchronized (this) {
            closed = true;
            last = registration;
            registration = null;
        }
        if (last != null) {
            last.unregister();
        }
    }
}
