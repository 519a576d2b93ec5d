package io.karawatt.proto.bacnet.internal.net;

import io.karawatt.access.AccessDecision;
import io.karawatt.access.AccessPolicy;
import io.karawatt.access.Asker;
import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.event.EventOutlet;
import io.karawatt.secret.SealedSettings;
import io.karawatt.secret.Secrets;
import io.karawatt.settings.DeviceClocks;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * What the network half needs from the rest of the gateway; all of it comes and goes while the server serves on.
 * Without a policy nothing is changed. Thread-safe.
 */
@Component(service = BacnetServices.class)
public final class BacnetServices {

    private static final String NO_POLICY = "no access policy is running; start bundle core-access";

    private final EventOutlet events = new EventOutlet();
    private final AtomicReference<@Nullable AccessPolicy> policy = new AtomicReference<>();
    private final AtomicReference<@Nullable DeviceClocks> clocks = new AtomicReference<>();
    private final AtomicReference<@Nullable Secrets> secrets = new AtomicReference<>();
    private final AtomicReference<@Nullable SealedSettings> sealer = new AtomicReference<>();
    private final InstantSource clock;
    private final LongSupplier monotonic;
    private final ZoneId zone;

    /** Made by the container. */
    @Activate
    public BacnetServices() {
        this(Clock.systemUTC(), System::nanoTime, ZoneId.systemDefault());
    }

    /** Makes the services in a time of their own. */
    BacnetServices(InstantSource clock, LongSupplier monotonic, ZoneId zone) {
        this.clock = clock;
        this.monotonic = monotonic;
        this.zone = zone;
    }

    /**
     * A policy came.
     *
     * @param came decides about changes.
     */
    @Reference(
            name = "policy",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void setPolicy(AccessPolicy came) {
        policy.set(came);
    }

    /**
     * A policy went.
     *
     * @param went the policy.
     */
    public void unsetPolicy(AccessPolicy went) {
        policy.compareAndSet(went, null);
    }

    /**
     * The event bus came.
     *
     * @param came takes refusals, changes and notices.
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
     * Somebody came who sets the clocks of meters.
     *
     * @param came sets them.
     */
    @Reference(name = "clocks", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void setClocks(DeviceClocks came) {
        clocks.set(came);
    }

    /**
     * Whoever sets clocks went.
     *
     * @param went that one.
     */
    public void unsetClocks(DeviceClocks went) {
        clocks.compareAndSet(went, null);
    }

    /**
     * Somebody came who opens sealed texts.
     *
     * @param came opens them.
     */
    @Reference(name = "secrets", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void setSecrets(Secrets came) {
        secrets.set(came);
    }

    /**
     * Whoever opens sealed texts went.
     *
     * @param went that one.
     */
    public void unsetSecrets(Secrets went) {
        secrets.compareAndSet(went, null);
    }

    /**
     * Somebody came who takes readable passwords out of settings.
     *
     * @param came seals them.
     */
    @Reference(name = "sealer", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void setSealer(SealedSettings came) {
        sealer.set(came);
    }

    /**
     * Whoever seals passwords went.
     *
     * @param went that one.
     */
    public void unsetSealer(SealedSettings went) {
        sealer.compareAndSet(went, null);
    }

    /** Has passwords sealed in a configuration, if anybody is there to do it. */
    void seal(String pid, String key) {
        SealedSettings now = sealer.get();
        if (now != null) {
            now.seal(pid, List.of(key));
        }
    }

    EventBus events() {
        return events;
    }

    /** Returns a policy that refuses while there is none. */
    AccessPolicy policy() {
        return request -> {
            AccessPolicy now = policy.get();
            return now == null ? new AccessDecision.Refused(NO_POLICY) : now.decide(request);
        };
    }

    /** Sets the clocks of all meters; a notice when nobody does it. */
    void setClocks(Asker asker, Instant now) {
        DeviceClocks setter = clocks.get();
        if (setter == null) {
            String text = "time from " + asker.from() + " not used: nobody sets clocks; start bundle core-settings";
            events.publish(new Event.GatewayNotice(Event.Severity.WARNING, Notices.FACE, text, clock.instant()));
        } else {
            // Refusal and outcome are events of whoever sets the clocks.
            setter.setAll(asker, now).exceptionally(failure -> null);
        }
    }

    /**
     * Opens a sealed text; a plain one is returned as it is.
     *
     * @throws IllegalStateException when nobody can open it now.
     * @throws IllegalArgumentException when another gateway sealed it.
     */
    String open(String text) {
        if (!text.startsWith(Secrets.MARK)) {
            return text;
        }
        Secrets now = secrets.get();
        if (now == null) {
            throw new IllegalStateException("nobody opens sealed texts; start bundle core-secrets");
        }
        return now.open(text);
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
