package io.karawatt.demo.internal;

import io.karawatt.gateway.Endpoint;
import io.karawatt.live.LiveValues;
import io.karawatt.site.SimulatedSite;
import io.karawatt.site.SimulatedSite.SimulatedLine;
import io.karawatt.topology.Device;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells on standard output which doors are open and when everything answers; ends the process when that takes too long.
 *
 * <p>It needs nothing but its settings, so that it can also tell that everything else is missing. Neither the console
 * nor the process image announces what it waits for; therefore it looks a few times a second until the gateway is
 * ready, and never after that.
 */
@Component(
        configurationPid = Readiness.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
@Designate(ocd = DemoConfig.class)
public final class Readiness {

    static final String PID = "io.karawatt.demo";

    /** System property read by the launcher: why the process ends. */
    static final String FAULT = "karawatt.fault";

    /** System property read by the launcher: set when everything answered once. */
    static final String READY = "karawatt.ready";

    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);
    private static final int LOOK_MS = 100;

    private final DemoConfig config;
    private final BundleContext context;
    private final List<String> expected;
    private final Instant deadline;
    private final InstantSource clock;
    private final SshDoor console;
    private final Set<Endpoint> endpoints = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch;
    private final Future<?> looks;
    private volatile @Nullable SimulatedSite site;
    private volatile @Nullable LiveValues live;

    @Activate
    public Readiness(DemoConfig config, BundleContext context) {
        this.config = config;
        this.context = context;
        this.expected = Progress.names(config.endpoints());
        this.clock = InstantSource.system();
        this.deadline = clock.instant().plusSeconds(config.ready_s());
        this.console = new SshDoor("127.0.0.1", config.console_port());
        this.watch = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "demo-readiness"));
        this.looks = watch.scheduleWithFixedDelay(this::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void close() {
        looks.cancel(true);
        watch.shutdownNow();
    }

    @Reference(
            name = "endpoints",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "removeEndpoint")
    void addEndpoint(Endpoint endpoint) {
        endpoints.add(endpoint);
    }

    void removeEndpoint(Endpoint endpoint) {
        endpoints.remove(endpoint);
    }

    @Reference(
            name = "site",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            unbind = "removeSite")
    void addSite(SimulatedSite newSite) {
        site = newSite;
    }

    void removeSite(SimulatedSite oldSite) {
        if (site == oldSite) {
            site = null;
        }
    }

    @Reference(
            name = "live",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            unbind = "removeLive")
    void addLive(LiveValues newLive) {
        live = newLive;
    }

    void removeLive(LiveValues oldLive) {
        if (live == oldLive) {
            live = null;
        }
    }

    private void look() {
        try {
            Progress progress = progress();
            List<String> missing = progress.missing(expected);
            if (missing.isEmpty()) {
                watch.shutdown();
                ready(progress.lines(expected));
            } else if (clock.instant().isAfter(deadline)) {
                watch.shutdown();
                giveUp("not ready within " + config.ready_s() + " s: " + String.join("; ", missing));
            }
        } catch (RuntimeException e) { // the edge of this thread: nobody else would ever tell
            LOG.error("can't tell whether the gateway is ready", e);
            giveUp("can't tell whether the gateway is ready: " + e);
        }
    }

    private Progress progress() {
        Map<String, String> open = new ConcurrentHashMap<>();
        endpoints.forEach(endpoint -> open.put(endpoint.name(), endpoint.address()));
        SimulatedSite knownSite = site;
        LiveValues knownLive = live;
        List<String> waiting = knownSite == null ? List.of() : silentLines(knownSite, knownLive);
        // Last, because each try costs the console a connection.
        if (knownSite != null && waiting.isEmpty() && console.open()) {
            open.put(console.name(), console.address());
        }
        return new Progress(open, knownSite != null, waiting);
    }

    /**
     * Lists lines that have devices, none of which has delivered a number.
     *
     * @param site the lines and devices.
     * @param live their values; null while there is no process image.
     * @return names of the lines in the order of the site.
     */
    static List<String> silentLines(SimulatedSite site, @Nullable LiveValues live) {
        return site.lines().stream()
                .map(SimulatedLine::name)
                .filter(line -> {
                    List<Device> devices = site.devices().stream()
                            .filter(device -> device.line().equals(line))
                            .toList();
                    return !devices.isEmpty() && devices.stream().noneMatch(device -> answered(device, live));
                })
                .toList();
    }

    private static boolean answered(Device device, @Nullable LiveValues live) {
        return live != null
                && live.latest(device.key()).stream()
                        .anyMatch(reading -> reading.value().number().isPresent());
    }

    private void ready(List<String> lines) {
        Instant started =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        double seconds = Duration.between(started, clock.instant()).toMillis() / 1000.0;
        System.setProperty(READY, "true");
        // Not closed: it is the standard output of the whole process.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        lines.forEach(out::println);
        String message = String.format(Locale.ROOT, "READY karawatt %s in %.1f s", config.profile(), seconds);
        out.println(message);
        LOG.info("{}", message);
    }

    private void giveUp(String reason) {
        Path log = Path.of(System.getProperty("karaf.log", "log"), "karawatt.log");
        StringBuilder text = new StringBuilder(reason);
        new LogTail(log).errors().forEach(error -> text.append("\n  ").append(error));
        String fault = text.append("\n  the log tells more: ").append(log).toString();
        LOG.error("{}", reason);
        System.setProperty(FAULT, fault);
        try {
            context.getBundle(0).stop();
        } catch (BundleException e) {
            LOG.error("the container does not stop", e);
        }
    }
}
