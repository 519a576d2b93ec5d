package io.karawatt.settings.internal;

import io.karawatt.access.AccessPolicy;
import io.karawatt.access.AccessRequest;
import io.karawatt.access.Asker;
import io.karawatt.bus.BusLine;
import io.karawatt.bus.LineDirectory;
import io.karawatt.event.EventBus;
import io.karawatt.event.EventOutlet;
import io.karawatt.settings.DeviceSettings;
import io.karawatt.settings.SettingState;
import io.karawatt.settings.SettingsOrder;
import io.karawatt.settings.SettingsOutcome;
import io.karawatt.settings.SettingsPart;
import io.karawatt.settings.SettingsReading;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Topology;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
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
 * Reads and changes settings of installed devices over their lines.
 *
 * <p>Lines, policy and event bus may come and go while it works. When it is stopped it lets a change that is under way
 * come to its end first, bounded.
 */
@Component(service = DeviceSettings.class)
public final class SettingsDesk implements DeviceSettings {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsDesk.class);
    private static final int THREADS = 3;
    private static final int MOST_WAITING = 32;
    private static final long IDLE_SECONDS = 30;
    private static final long STOP_SECONDS = 8;

    private final Topology topology;
    private final ExecutorService threads;
    private final Workers workers;
    private final Pause pause;
    private final LineDirectory lines = new LineDirectory();
    private final EventOutlet events = new EventOutlet();
    private final Gate gate;

    @Activate
    public SettingsDesk(@Reference(name = "topology") Topology topology) {
        this(topology, threads(), length -> TimeUnit.MILLISECONDS.sleep(length.toMillis()), Clock.systemUTC());
    }

    SettingsDesk(Topology topology, ExecutorService threads, Pause pause, InstantSource clock) {
        this.topology = topology;
        this.threads = threads;
        this.workers = new Workers(threads);
        this.pause = pause;
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

    @Override
    public List<SettingsPart> parts(String device) {
        return installed(device)
                .map(found -> new SettingsMap(found.profile()).parts())
                .orElse(List.of());
    }

    @Override
    public CompletableFuture<SettingsReading> read(String device, SettingsPart part) {
        Optional<InstalledDevice> found = installed(device);
        if (found.isEmpty()) {
            return CompletableFuture.completedFuture(new SettingsReading.Failed(unknown(device)));
        }
        return workers.run(() -> read(found.get(), part), SettingsReading.Failed::new);
    }

    private SettingsReading read(InstalledDevice device, SettingsPart part) {
        SettingsMap map = new SettingsMap(device.profile());
        try {
            Image image = new PartReader(map, new Talk(lines, device)).read(part);
            return image.fields().isEmpty()
                    ? new SettingsReading.Failed(device.device().key() + " has no settings '" + part + "'")
                    : new SettingsReading.Read(part, states(image));
        } catch (TalkFailed e) {
            return new SettingsReading.Failed(e.reason());
        }
    }

    private static List<SettingState> states(Image image) {
        return image.arranged().stream()
                .map(field -> new SettingState(
                        field.name(),
                        field.show(image.of(field)),
                        field.row().coding().unit(),
                        field.row().access().writable()
                                ? field.row().setting().allowed(field.row().coding())
                                : "",
                        field.row().origin().sourced()))
                .toList();
    }

    @Override
    public CompletableFuture<SettingsOutcome> apply(Asker asker, SettingsOrder order) {
        AccessRequest request = asker.wants(AccessRequest.Operation.WRITE, order.describe());
        Optional<String> refusal = gate.refusal(request);
        Optional<InstalledDevice> found = installed(order.device());
        if (refusal.isPresent() || found.isEmpty()) {
            return CompletableFuture.completedFuture(
                    new SettingsOutcome.Refused(refusal.orElse(unknown(order.device()))));
        }
        return workers.change(order.device(), () -> apply(found.get(), order, request), SettingsOutcome.Refused::new);
    }

    private SettingsOutcome apply(InstalledDevice device, SettingsOrder order, AccessRequest request) {
        Talk talk = new Talk(lines, device);
        Plan plan;
        try {
            plan = new Planner(new SettingsMap(device.profile()), talk).plan(order);
        } catch (WrongOrder e) {
            return new SettingsOutcome.Refused(e.reason());
        } catch (TalkFailed e) {
            return new SettingsOutcome.Refused("what is set now could not be read: " + e.reason());
        }
        if (plan.wanted().fields().isEmpty()) {
            return new SettingsOutcome.Done(List.of());
        }
        SettingsOutcome outcome = new Execution(talk, pause).run(plan);
        gate.written(request, outcome.describe());
        if (outcome instanceof SettingsOutcome.Done done) {
            tell(order, done.changes());
        } else if (outcome instanceof SettingsOutcome.HalfDone half) {
            tell(order, half.left());
        }
        return outcome;
    }

    private void tell(SettingsOrder order, List<SettingsOutcome.Change> changes) {
        changes.forEach(change ->
                gate.changed(order.device(), order.part() + " " + change.name(), change.before(), change.after()));
    }

    private Optional<InstalledDevice> installed(String device) {
        return Optional.ofNullable(topology.current().installed().get(device));
    }

    private static String unknown(String device) {
        return "there is no device '" + device + "', or no profile fits it: device:list tells";
    }
}
