package io.karawatt.proto.modbus.internal;

import io.karawatt.access.AccessPolicy;
import io.karawatt.bus.BusLine;
import io.karawatt.event.EventBus;
import io.karawatt.event.EventOutlet;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.live.LiveOutlet;
import io.karawatt.live.LiveValues;
import io.karawatt.profile.Profiles;
import io.karawatt.topology.Topology;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * What the Modbus faces need from the rest of the gateway; one object for all of them.
 *
 * <p>Topology and identity must be there. All else comes and goes while faces serve on: without a process image nothing
 * is fresh, without a line its devices have no path, without a policy nothing may be written. Thread-safe.
 */
@Component(service = GatewayServices.class)
public final class GatewayServices {

    private final LiveOutlet live = new LiveOutlet();
    private final EventOutlet events = new EventOutlet();
    private final KnownProfiles profiles = new KnownProfiles();
    private final Lines lines = new Lines();
    private final WriteGate gate = new WriteGate();
    private final Topology topology;
    private final GatewayIdentity identity;
    private final InstantSource clock;
    private final LongSupplier monotonic;
    private final ZoneId zone;

    /**
     * Made by the container.
     *
     * @param topology which devices there are.
     * @param identity who the gateway is.
     */
    @Activate
    public GatewayServices(
            @Reference(name = "topology") Topology topology, @Reference(name = "identity") GatewayIdentity identity) {
        this(topology, identity, Clock.systemUTC(), System::nanoTime, ZoneId.systemDefault());
    }

    /**
     * Makes the services in a time of their own.
     *
     * @param topology which devices there are.
     * @param identity who the gateway is.
     * @param clock time of day.
     * @param monotonic nanoseconds that never fall.
     * @param zone zone in which the gateway's clock registers are told.
     */
    public GatewayServices(
            Topology topology, GatewayIdentity identity, InstantSource clock, LongSupplier monotonic, ZoneId zone) {
        this.topology = topology;
        this.identity = identity;
        this.clock = clock;
        this.monotonic = monotonic;
        this.zone = zone;
    }

    /**
     * A line came.
     *
     * @param line the line.
     * @param properties its service properties; {@link BusLine#LINE} tells its name, else the line itself does.
     */
    @Reference(
            name = "line",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void addLine(BusLine line, Map<String, Object> properties) {
        lines.add(name(line, properties), line);
    }

    /**
     * A line went.
     *
     * @param line the line.
     * @param properties its service properties.
     */
    public void removeLine(BusLine line, Map<String, Object> properties) {
        lines.remove(name(line, properties), line);
    }

    private static String name(BusLine line, Map<String, Object> properties) {
        return properties.get(BusLine.LINE) instanceof String name ? name : line.name();
    }

    /**
     * A policy came.
     *
     * @param policy decides about writes.
     */
    @Reference(
            name = "policy",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void bindPolicy(AccessPolicy policy) {
        gate.bind(policy);
    }

    /**
     * A policy went.
     *
     * @param policy the policy.
     */
    public void unbindPolicy(AccessPolicy policy) {
        gate.unbind(policy);
    }

    /**
     * The process image came.
     *
     * @param came the image.
     */
    @Reference(name = "live", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void setLive(LiveValues came) {
        live.set(came);
    }

    /**
     * The process image went.
     *
     * @param went the image.
     */
    public void unsetLive(LiveValues went) {
        live.unset(went);
    }

    /**
     * The event bus came.
     *
     * @param came takes refusals, writes and notices.
     */
    @Reference(name = "events", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void setEvents(EventBus came) {
        events.set(came);
    }

    /**
     * The event bus went.
     *
     * @param went the bus.
     */
    public void unsetEvents(EventBus went) {
        events.unset(went);
    }

    /**
     * The catalogue came.
     *
     * @param came tells what devices can do.
     */
    @Reference(name = "profiles", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void setProfiles(Profiles came) {
        profiles.set(came);
    }

    /**
     * The catalogue went; what it told of the gateway's own profile is remembered.
     *
     * @param went the catalogue.
     */
    public void unsetProfiles(Profiles went) {
        profiles.keep(went);
    }

    LiveValues live() {
        return live;
    }

    Topology topology() {
        return topology;
    }

    Profiles profiles() {
        return profiles;
    }

    GatewayIdentity identity() {
        return identity;
    }

    EventBus events() {
        return events;
    }

    Lines lines() {
        return lines;
    }

    WriteGate gate() {
        return gate;
    }

    InstantSource clock() {
        return clock;
    }

    LongSupplier monotonic() {
        return monotonic;
    }

    ZoneId zone() {
        return zone;
    }
}
