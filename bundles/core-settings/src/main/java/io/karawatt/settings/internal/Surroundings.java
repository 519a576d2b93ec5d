package io.karawatt.settings.internal;

import io.karawatt.access.AccessPolicy;
import io.karawatt.bus.BusLine;
import io.karawatt.bus.LineDirectory;
import io.karawatt.discovery.Discovery;
import io.karawatt.event.EventBus;
import io.karawatt.event.EventOutlet;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Topology;
import io.karawatt.topology.TopologyEditor;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the desks of this bundle share: devices, lines, policy, events, threads and time; one object for all of them.
 *
 * <p>Lines, policy and event bus may come and go. When it is stopped it lets a change that is under way come to its end
 * first, bounded.
 */
@Component(service = Surroundings.class)
public final class Surroundings {

    private static final Logger LOG = LoggerFactory.getLogger(Surroundings.class);
    private static final int THREADS = 3;
    private static final int MOST_WAITING = 32;
    private static final long IDLE_SECONDS = 30;
    private static final long STOP_SECONDS = 8;

    private final Topology topology;
    private final ExecutorService threads;
    private final Workers workers;
    private final Pause pause;
    private final InstantSource clock;
    private final LineDirectory lines = new LineDirectory();
    private final EventOutlet events = new EventOutlet();
    private final AtomicReference<@Nullable Discovery> discovery = new AtomicReference<>();
    private final Gate gate;

    /**
     * Made by the container.
     *
     * @param topology which devices there are.
     */
    @Activate
    public Surroundings(@Reference(name = "topology") Topology topology) {
        this(topology, threads(), length -> TimeUnit.MILLISECONDS.sleep(length.toMillis()), Clock.systemUTC());
    }

    Surroundings(Topology topology, ExecutorService threads, Pause pause, InstantSource clock) {
        this.topology = topology;
        this.threads = threads;
        this.workers = new Workers(threads);
        this.pause = pause;
        this.clock = clock;
        this.gate = new Gate(events, clock);
    }

    private static ExecutorService threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                task -> new Thread(task, "karawatt-settings"));
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }

    @Deactivate
    void stop() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("a change of settings did not end within {} s and is broken off", STOP_SECONDS);
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    @Reference(
            name = "line",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addLine(BusLine came) {
        lines.add(came);
    }

    void removeLine(BusLine went) {
        lines.remove(went);
    }

    @Reference(
            name = "policy",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindPolicy(AccessPolicy came) {
        gate.bind(came);
    }

    void unbindPolicy(AccessPolicy went) {
        gate.unbind(went);
    }

    @Reference(name = "events", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setEvents(EventBus came) {
        events.set(came);
    }

    void unsetEvents(EventBus went) {
        events.unset(went);
    }

    @Reference(name = "discovery", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setDiscovery(Discovery came) {
        discovery.set(came);
    }

    void unsetDiscovery(Discovery went) {
        discovery.compareAndSet(went, null);
    }

    /** Has names and types of the loads of a device taken over into the installation, if anybody is there to do it. */
    void loadsChanged(String device) {
        Discovery now = discovery.get();
        if (now != null) {
            CompletableFuture<TopologyEditor.Outcome> unused = now.refresh(device);
        }
    }

    /** Finds a device whose profile is known. */
    Optional<InstalledDevice> device(String key) {
        return Optional.ofNullable(topology.current().installed().get(key));
    }

    /** All devices whose profile is known, in the order of their addresses. */
    List<InstalledDevice> devices() {
        return topology.current().installed().values().stream()
                .sorted(Comparator.comparingInt(one -> one.device().address()))
                .toList();
    }

    /** Whether every device of a line has a profile, so that what its registers mean is known. */
    boolean allKnown(String line) {
        return topology.current().devices().stream()
                .filter(device -> device.line().equals(line))
                .allMatch(device -> topology.current().installed().containsKey(device.key()));
    }

    /** Says that there is no such device. */
    static String unknown(String key) {
        return "there is no device '" + key + "', or no profile fits it: device:list tells";
    }

    Talk talk(InstalledDevice device) {
        return new Talk(lines, device);
    }

    LineDirectory lines() {
        return lines;
    }

    Gate gate() {
        return gate;
    }

    Workers workers() {
        return workers;
    }

    Pause pause() {
        return pause;
    }

    Instant now() {
        return clock.instant();
    }
}
