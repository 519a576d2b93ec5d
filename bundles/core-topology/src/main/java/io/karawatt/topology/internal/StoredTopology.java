package io.karawatt.topology.internal;

import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.Profiles;
import io.karawatt.topology.Device;
import io.karawatt.topology.Installation;
import io.karawatt.topology.Topology;
import io.karawatt.topology.TopologyEditor;
import io.karawatt.topology.TopologyListener;
import java.io.IOException;
import java.time.Clock;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the installation in memory and in its file, joins it with the profiles and tells who must know.
 *
 * <p>Changes come one at a time and are on the disk before they are visible. When the catalogue goes, its last profiles
 * stay in use: the lines go on polling.
 */
@Component(
        configurationPid = StoredTopology.PID,
        service = {Topology.class, TopologyEditor.class})
@Designate(ocd = TopologyConfig.class)
public final class StoredTopology implements Topology, TopologyEditor {

    static final String PID = "io.karawatt.topology";

    private static final Logger LOG = LoggerFactory.getLogger(StoredTopology.class);
    private static final long STOP_SECONDS = 2;

    private final Object editing = new Object();
    private final InstallationStore store;
    private final GatewayIdentity identity;
    private final ProfilesInbox inbox;
    private final BundleContext context;
    private final InstantSource clock;
    private final ExecutorService thread;
    private final Audience audience;
    private final Announcer announcer = new Announcer();
    private final Consumer<Profiles> onProfiles = this::profilesChanged;
    private Map<String, DeviceProfile> profiles = Map.of();
    private volatile Installation current;

    @Activate
    public StoredTopology(
            TopologyConfig config,
            BundleContext context,
            @Reference(name = "identity") GatewayIdentity identity,
            @Reference(name = "inbox") ProfilesInbox inbox) {
        this(
                new InstallationStore(DataFolder.resolve(context, config.file()), new SafeFile(), Clock.systemUTC()),
                identity,
                inbox,
                context,
                Executors.newSingleThreadExecutor(task -> new Thread(task, "karawatt-topology")),
                Clock.systemUTC());
    }

    StoredTopology(
            InstallationStore store,
            GatewayIdentity identity,
            ProfilesInbox inbox,
            BundleContext context,
            ExecutorService thread,
            InstantSource clock) {
        this.store = store;
        this.identity = identity;
        this.inbox = inbox;
        this.context = context;
        this.thread = thread;
        this.clock = clock;
        this.audience = new Audience(this::current, thread);
        InstallationStore.Found found = store.load();
        this.current = new Installation(found.devices(), Installation.EMPTY.installed());
        found.notices().forEach(this::tell);
        LOG.info("{} devices installed", found.devices().size());
        inbox.open(onProfiles);
    }

    @Deactivate
    void stop() {
        inbox.close(onProfiles);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Reference(name = "events", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setEvents(EventBus bus) {
        announcer.busCame(bus);
    }

    void unsetEvents(EventBus bus) {
        announcer.busWent(bus);
    }

    @Reference(name = "profiles", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setProfiles(Profiles came) {
        profilesChanged(came);
    }

    void unsetProfiles(Profiles went) {
        LOG.info("the catalogue went; its last profiles stay in use");
    }

    @Reference(name = "listeners", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addListener(ServiceReference<TopologyListener> listener) {
        audience.enter(listener, () -> context.getService(listener));
    }

    void removeListener(ServiceReference<TopologyListener> listener) {
        audience.leave(listener);
    }

    @Override
    public Installation current() {
        return current;
    }

    @Override
    public Outcome add(Device device) {
        return carryOut(before -> Edit.add(before, device, identity.address()));
    }

    @Override
    public Outcome change(Device device) {
        return changeAll(List.of(device));
    }

    @Override
    public Outcome changeAll(List<Device> devices) {
        return carryOut(before -> Edit.change(before, devices, identity.address()));
    }

    @Override
    public Outcome remove(String key) {
        return carryOut(before -> Edit.remove(before, key));
    }

    private Outcome carryOut(Function<List<Device>, Edit> plan) {
        Edit edit;
        synchronized (editing) {
            edit = plan.apply(current.devices());
            if (edit instanceof Edit.Possible possible) {
                try {
                    store.save(possible.after());
                } catch (IOException e) {
                    String reason = String.valueOf(e.getMessage());
                    tell(new Event.GatewayNotice(Event.Severity.ERROR, "topology", reason, clock.instant()));
                    return new Outcome.Refused(reason);
                }
                current = Combiner.combine(possible.after(), profiles, current);
            }
        }
        if (edit instanceof Edit.Possible possible) {
            changed(possible.words());
            return new Outcome.Done(possible.device());
        }
        return new Outcome.Refused(((Edit.Impossible) edit).reason());
    }

    private void profilesChanged(Profiles came) {
        // Copied, so that nothing of a catalogue that was stopped is held or called.
        Map<String, DeviceProfile> byReference = new HashMap<>();
        came.all().forEach(profile -> byReference.put(profile.reference(), profile));
        Installation before;
        Installation after;
        synchronized (editing) {
            profiles = Map.copyOf(byReference);
            before = current;
            after = Combiner.combine(before.devices(), profiles, before);
            if (after.equals(before)) {
                return;
            }
            current = after;
        }
        changed(Words.profiles(before, after));
    }

    private void changed(String words) {
        LOG.info("{}", words);
        announcer.publish(new Event.TopologyChanged(words, clock.instant()));
        audience.wake();
    }

    private void tell(Event.GatewayNotice notice) {
        if (notice.severity() == Event.Severity.ERROR) {
            LOG.error("{}", notice.text());
        } else {
            LOG.warn("{}", notice.text());
        }
        announcer.publish(notice);
    }
}
