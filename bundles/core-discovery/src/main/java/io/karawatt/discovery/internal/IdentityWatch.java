package io.karawatt.discovery.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.DeviceIdentity;
import io.karawatt.bus.DeviceStatus;
import io.karawatt.bus.LineDirectory;
import io.karawatt.bus.Urgency;
import io.karawatt.event.EventBus;
import io.karawatt.event.EventOutlet;
import io.karawatt.live.LiveWatcher;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import io.karawatt.topology.Device;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Topology;
import io.karawatt.topology.TopologyEditor;
import io.karawatt.topology.TopologyListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.osgi.framework.BundleContext;
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
 * Watches that meters stay what they are: sees every answer that tells who a meter is or how it is set, and has those
 * questions asked now and then, after a silence, and when counters went back.
 *
 * <p>What it tells of another meter it tells on the thread of the line, before that meter's first values.
 */
@Component(
        configurationPid = IdentityWatch.PID,
        service = {LiveWatcher.class, TopologyListener.class})
@Designate(ocd = WatchConfig.class)
public final class IdentityWatch implements LiveWatcher, TopologyListener {

    static final String PID = "io.karawatt.discovery.watch";

    private static final Logger LOG = LoggerFactory.getLogger(IdentityWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long TICK_SECONDS = 5;
    private static final long STOP_SECONDS = 2;

    private final Map<String, Portrait> portraits = new ConcurrentHashMap<>();
    private final LineDirectory lines = new LineDirectory();
    private final EventOutlet events = new EventOutlet();
    private final RowReader rows = new RowReader(lines, PATIENCE, Urgency.BACKGROUND);
    private final Topology topology;
    private final KnownSettings known;
    private final Set<String> groups;
    private final Rounds rounds;
    private final Registrar registrar;
    private final InstantSource clock;
    private final ScheduledExecutorService thread;
    private final ScheduledFuture<?> ticking;
    private final AtomicBoolean hurrying = new AtomicBoolean();

    @Activate
    public IdentityWatch(
            WatchConfig config,
            BundleContext context,
            @Reference(name = "topology") Topology topology,
            @Reference(name = "editor") TopologyEditor editor) {
        this(
                config,
                new KnownSettings(DataFolder.resolve(context, config.file())),
                topology,
                editor,
                Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "karawatt-identity-watch")),
                Clock.systemUTC());
    }

    IdentityWatch(
            WatchConfig config,
            KnownSettings known,
            Topology topology,
            TopologyEditor editor,
            ScheduledExecutorService thread,
            InstantSource clock) {
        if (config.period_min() < 1 || config.period_min() > 10_080) {
            throw new IllegalArgumentException(PID + ": period.min is " + config.period_min()
                    + ", must be 1 to 10080; correct it in etc/" + PID + ".cfg");
        }
        this.topology = topology;
        this.known = known;
        this.groups = Arrays.stream(config.groups().split(","))
                .map(String::strip)
                .filter(group -> !group.isEmpty())
                .collect(Collectors.toSet());
        this.rounds = new Rounds(Duration.ofMinutes(config.period_min()));
        this.registrar = new Registrar(topology, editor, events);
        this.clock = clock;
        this.thread = thread;
        this.ticking = thread.scheduleWithFixedDelay(this::tick, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
    }

    @Deactivate
    void stop() {
        ticking.cancel(true);
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the thread of the watch did not end within {} s", STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        known.save();
    }

    @Reference(name = "lines", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addLine(BusLine came) {
        lines.add(came);
    }

    void removeLine(BusLine went) {
        lines.remove(went);
    }

    @Reference(name = "events", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setEvents(EventBus came) {
        events.set(came);
    }

    void unsetEvents(EventBus went) {
        events.unset(went);
    }

    @Override
    public void changed(Installation now) {
        for (String key : Set.copyOf(portraits.keySet())) {
            if (now.device(key).isEmpty()) {
                known.forget(key);
            }
        }
        portraits.keySet().retainAll(now.installed().keySet());
        rounds.keep(now.installed().keySet());
        now.installed()
                .forEach((key, installed) -> portraits.compute(
                        key,
                        (same, old) -> old != null && old.installed().equals(installed)
                                ? old
                                : new Portrait(installed, groups)));
    }

    @Override
    public boolean registersCame(String device, RegisterTable table, int address, Registers registers, Instant at) {
        Portrait portrait = portraits.get(device);
        if (portrait == null) {
            return false;
        }
        portrait.how(table, address, registers)
                .forEach((what, content) -> known.put(device, what, content)
                        .filter(before -> !before.equals(content))
                        .ifPresent(before -> registrar.set(portrait.device(), what, before, content, at)));
        return portrait.who(table, address, registers)
                .map(who -> met(portrait, who, at))
                .orElse(false);
    }

    private boolean met(Portrait portrait, DeviceIdentity who, Instant at) {
        Registrar.Verdict verdict = registrar.met(portrait, who, at);
        if (verdict != Registrar.Verdict.KNOWN) {
            rounds.soon(portrait.device().key());
            submit(registrar::store);
        }
        return verdict == Registrar.Verdict.ANOTHER;
    }

    @Override
    public void countersBroke(String device) {
        rounds.soon(device);
        if (!hurrying.getAndSet(true)) {
            submit(this::tick);
        }
    }

    /** Asks whoever is due, one after the other. */
    void tick() {
        hurrying.set(false);
        try {
            for (BusLine line : lines.all()) {
                for (DeviceStatus status : line.devices()) {
                    if (status.state() == DeviceStatus.State.GOOD) {
                        answers(status.device());
                    } else {
                        rounds.soon(status.device());
                    }
                }
            }
            registrar.store();
            known.save();
        } catch (RuntimeException e) {
            LOG.error("the watch on meters failed, and goes on", e);
        }
    }

    private void answers(String key) {
        Portrait portrait = portraits.get(key);
        Instant now = clock.instant();
        if (portrait == null || Thread.currentThread().isInterrupted() || !rounds.due(key, now)) {
            return;
        }
        if (ask(portrait)) {
            rounds.done(key, now);
            topology.current().device(key).filter(Device::missing).ifPresent(device -> registrar.found(device, now));
        } else {
            rounds.failed(key, now);
        }
    }

    /** The answers come by way of the process image. */
    private boolean ask(Portrait portrait) {
        Device device = portrait.device();
        InstalledDevice installed = portrait.installed();
        boolean introduced = portrait.identity()
                .map(who -> rows.who(device.line(), device.unit(), who).isPresent())
                .orElse(true);
        return introduced
                && rows.read(device.line(), device.unit(), installed.profile(), portrait.settings())
                        .isPresent();
    }

    private void submit(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("refused while stopping", e);
        }
    }
}
