package io.karawatt.discovery.internal;

import io.karawatt.access.AccessDecision;
import io.karawatt.access.AccessPolicy;
import io.karawatt.access.AccessRequest;
import io.karawatt.bus.BusLine;
import io.karawatt.bus.Finding;
import io.karawatt.bus.LineDirectory;
import io.karawatt.bus.LineScanner;
import io.karawatt.bus.ProfileMatch;
import io.karawatt.bus.ScanPlan;
import io.karawatt.bus.Urgency;
import io.karawatt.discovery.Discovery;
import io.karawatt.discovery.ScanOrder;
import io.karawatt.discovery.ScanReport;
import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.event.EventOutlet;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.live.CounterBreaker;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.Profiles;
import io.karawatt.topology.Device;
import io.karawatt.topology.Load;
import io.karawatt.topology.Topology;
import io.karawatt.topology.TopologyEditor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scans lines and keeps the installation true to what they find; one scan at a time. */
@Component(service = Discovery.class)
public final class SiteDiscovery implements Discovery {

    private static final Logger LOG = LoggerFactory.getLogger(SiteDiscovery.class);

    /** Kinds of lines on which unit ids are those of another gateway. */
    private static final List<String> NETWORK = List.of("modbus-tcp", "rtu-over-tcp");

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_WAITING = 100;
    private static final long STOP_SECONDS = 2;

    private final Map<String, LineScanner> scanners = new ConcurrentSkipListMap<>();
    private final LineDirectory lines = new LineDirectory();
    private final EventOutlet events = new EventOutlet();
    private final List<CounterBreaker> breakers = new CopyOnWriteArrayList<>();
    private final Topology topology;
    private final TopologyEditor editor;
    private final Profiles profiles;
    private final AccessPolicy policy;
    private final GatewayIdentity identity;
    private final ExecutorService thread;
    private final InstantSource clock;
    private final RowReader rows = new RowReader(lines, PATIENCE, Urgency.CLIENT);
    private final LoadReader loads = new LoadReader(rows);
    private final GatewayReader gateways = new GatewayReader(rows);
    private final AtomicInteger waiting = new AtomicInteger();
    private @Nullable ScanRun running;
    private @Nullable ScanReport last;

    @Activate
    public SiteDiscovery(
            @Reference(name = "topology") Topology topology,
            @Reference(name = "editor") TopologyEditor editor,
            @Reference(name = "profiles") Profiles profiles,
            @Reference(name = "policy") AccessPolicy policy,
            @Reference(name = "identity") GatewayIdentity identity) {
        this(
                topology,
                editor,
                profiles,
                policy,
                identity,
                Executors.newSingleThreadExecutor(task -> new Thread(task, "karawatt-discovery")),
                Clock.systemUTC());
    }

    SiteDiscovery(
            Topology topology,
            TopologyEditor editor,
            Profiles profiles,
            AccessPolicy policy,
            GatewayIdentity identity,
            ExecutorService thread,
            InstantSource clock) {
        this.topology = topology;
        this.editor = editor;
        this.profiles = profiles;
        this.policy = policy;
        this.identity = identity;
        this.thread = thread;
        this.clock = clock;
    }

    @Deactivate
    void stop() {
        cancel();
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the thread of discovery did not end within {} s", STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Reference(name = "scanners", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addScanner(LineScanner came) {
        scanners.put(came.name(), came);
    }

    void removeScanner(LineScanner went) {
        if (scanners.remove(went.name(), went)) {
            current().ifPresent(run -> run.lost(went.name()));
        }
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

    @Reference(name = "breaker", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setBreaker(CounterBreaker came) {
        breakers.add(came);
    }

    void unsetBreaker(CounterBreaker went) {
        breakers.remove(went);
    }

    @Override
    public Outcome start(ScanOrder order) {
        List<LineScanner> chosen = new ArrayList<>();
        for (String line : order.lines().isEmpty() ? scanners.keySet() : order.lines()) {
            LineScanner scanner = scanners.get(line);
            if (scanner == null) {
                return new Outcome.Refused(
                        "there is no line '" + line + "' that can be searched now; bus:lines shows all");
            }
            chosen.add(scanner);
        }
        if (chosen.isEmpty()) {
            return new Outcome.Refused("no line that can be searched is running");
        }
        if (order.plan().addressing() == ScanPlan.Addressing.PUSH_BUTTON && chosen.size() > 1) {
            return new Outcome.Refused("buttons are pressed on one line at a time; name the line");
        }
        AccessRequest asked = order.plan().addressing() == ScanPlan.Addressing.NONE ? null : request(order, chosen);
        ScanRun run = new ScanRun(order.plan(), asked, clock.instant());
        synchronized (this) {
            if (running != null) {
                return new Outcome.Refused("a scan is under way; wait for its end or cancel it");
            }
            if (asked != null && policy.decide(asked) instanceof AccessDecision.Refused no) {
                events.publish(new Event.AccessRefused(asked, no.reason(), clock.instant()));
                return new Outcome.Refused(no.reason());
            }
            chosen.forEach(scanner -> run.begin(scanner, network(scanner.name())));
            running = run;
        }
        run.whenOver(() -> submit(() -> finish(run)));
        return new Outcome.Started();
    }

    private static AccessRequest request(ScanOrder order, List<LineScanner> chosen) {
        String names = chosen.stream().map(LineScanner::name).collect(Collectors.joining(", "));
        return new AccessRequest(
                order.face(),
                order.who(),
                order.from(),
                AccessRequest.Operation.COMMAND,
                "addresses " + order.plan().first() + ".." + order.plan().last() + " of line " + names);
    }

    @Override
    public boolean cancel() {
        Optional<ScanRun> run = current();
        run.ifPresent(ScanRun::cancel);
        return run.isPresent();
    }

    @Override
    public synchronized Optional<ScanReport> report() {
        return running == null ? Optional.ofNullable(last) : Optional.of(running.report());
    }

    @Override
    public CompletableFuture<TopologyEditor.Outcome> refresh(String device) {
        return later(() -> refreshed(device), TopologyEditor.Outcome.Refused::new);
    }

    @Override
    public CompletableFuture<Behind> behind(String gateway) {
        return later(() -> asked(gateway), Behind.Refused::new);
    }

    private <T> CompletableFuture<T> later(Supplier<? extends T> work, Function<String, ? extends T> refusal) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            return CompletableFuture.completedFuture(refusal.apply("discovery has too much to do; try again later"));
        }
        CompletableFuture<T> outcome = new CompletableFuture<>();
        boolean taken = submit(() -> {
            waiting.decrementAndGet();
            outcome.complete(work.get());
        });
        return taken ? outcome : CompletableFuture.completedFuture(refusal.apply("discovery is being stopped"));
    }

    private Behind asked(String key) {
        Optional<Device> gateway = topology.current().device(key);
        Optional<DeviceProfile> profile = gateway.flatMap(device -> profiles.find(device.reference()));
        if (gateway.isEmpty()) {
            return new Behind.Refused("there is no device '" + key + "'; look at the list of devices");
        }
        if (profile.isEmpty() || !GatewayReader.lists(profile.get())) {
            return new Behind.NoGateway();
        }
        String line = gateway.get().line();
        Optional<GatewayReader.Found> found = gateways.read(gateway.get(), profile.get());
        if (found.isEmpty()) {
            return new Behind.Refused(key + " does not tell what lies behind it; 'bus:scan " + line
                    + " --full' asks every unit id there");
        }
        List<ScanReport.Entry> entries = new ArrayList<>();
        List<Finding> here = new ArrayList<>();
        for (Finding finding : found.get().answering()) {
            Seen seen = new Seen(line, true, finding, null);
            topology.current().devices().stream()
                    .filter(device -> seen.is(device) && !device.line().equals(line) && !device.missing())
                    .findFirst()
                    .ifPresentOrElse(
                            device -> entries.add(GatewayReader.elsewhere(seen, device)), () -> here.add(finding));
        }
        entries.addAll(takeOver(ScanPlan.FAST, List.of(LineResult.partial(line, here))));
        found.get().silent().forEach(unit -> entries.add(GatewayReader.silent(line, unit)));
        return new Behind.Told(entries);
    }

    private List<ScanReport.Entry> takeOver(ScanPlan plan, List<LineResult> results) {
        Merge merge = new Merge(topology.current(), plan, results, this::answersFast, identity.address());
        return new TakeOver(editor, loads, events, breakers, clock).carryOut(merge.of(seen(results)));
    }

    private TopologyEditor.Outcome refreshed(String key) {
        Optional<Device> device = topology.current().device(key);
        if (device.isEmpty()) {
            return new TopologyEditor.Outcome.Refused("there is no device '" + key + "'; look at the list of devices");
        }
        Optional<DeviceProfile> profile = profiles.find(device.get().reference());
        if (profile.isEmpty()) {
            return new TopologyEditor.Outcome.Refused("no profile fits "
                    + device.get().reference() + ", so nobody knows where its loads stand; add one first");
        }
        Optional<List<Load>> read = loads.read(
                device.get().line(),
                device.get().unit(),
                profile.get(),
                device.get().loads());
        if (read.isEmpty()) {
            return new TopologyEditor.Outcome.Refused(key + " does not answer; its loads are as they were");
        }
        // Asked again: the operator may have changed the device while it was read.
        return topology.current()
                .device(key)
                .map(now -> editor.change(Devices.withLoads(now, read.get())))
                .orElseGet(() -> new TopologyEditor.Outcome.Refused(key + " was removed meanwhile"));
    }

    private void finish(ScanRun run) {
        run.merging();
        List<LineResult> results = run.results();
        List<ScanReport.Entry> entries = List.of();
        try {
            entries = takeOver(run.plan(), results);
        } catch (RuntimeException e) {
            LOG.error("what the scan found could not be taken over", e);
        }
        Instant now = clock.instant();
        ScanReport report = run.report(ScanReport.State.ENDED, now, entries);
        AccessRequest allowed = run.allowed();
        if (allowed != null) {
            events.publish(new Event.WriteHappened(allowed, given(results), now));
        }
        synchronized (this) {
            last = report;
            running = null;
        }
    }

    private List<Seen> seen(List<LineResult> results) {
        List<DeviceProfile> all = profiles.all();
        List<Seen> seen = new ArrayList<>();
        for (LineResult line : results) {
            for (Finding finding : line.end().findings()) {
                if (finding.kind() == Finding.Kind.DEVICE) {
                    DeviceProfile profile =
                            ProfileMatch.find(all, finding.identity()).orElse(null);
                    seen.add(new Seen(line.line(), line.network(), finding, profile));
                }
            }
        }
        return seen;
    }

    private static String given(List<LineResult> results) {
        return results.stream()
                .map(line -> line.line() + " "
                        + line.end().status().name().toLowerCase(Locale.ROOT) + ", addresses given out: "
                        + line.end().findings().stream()
                                .filter(finding -> finding.before() != finding.unit())
                                .count())
                .collect(Collectors.joining("; "));
    }

    private boolean answersFast(Device device) {
        return profiles.find(device.reference())
                .map(profile -> profile.can("fastDiscovery"))
                .orElse(false);
    }

    private boolean network(String line) {
        return lines.find(line)
                .map(found -> NETWORK.contains(found.status().kind()))
                .orElse(false);
    }

    private synchronized Optional<ScanRun> current() {
        return Optional.ofNullable(running);
    }

    private boolean submit(Runnable task) {
        try {
            thread.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            LOG.debug("refused while stopping", e);
            return false;
        }
    }
}
