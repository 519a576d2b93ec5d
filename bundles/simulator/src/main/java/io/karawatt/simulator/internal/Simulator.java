package io.karawatt.simulator.internal;

import io.karawatt.gateway.Endpoint;
import io.karawatt.modbus.serial.SerialLinks;
import io.karawatt.modbus.serial.Timeline;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.Profiles;
import io.karawatt.profile.ProfilesListener;
import io.karawatt.simulator.internal.site.Site;
import io.karawatt.simulator.internal.site.Site.SiteDevice;
import io.karawatt.simulator.internal.site.Site.SiteLine;
import io.karawatt.simulator.internal.site.SiteFileException;
import io.karawatt.simulator.internal.truth.TruthServer;
import io.karawatt.site.SimulatedSite;
import io.karawatt.site.SimulatorControl;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays a site inside the gateway, only where it is configured to. Begins as soon as there is a profile for each
 * device, and begins anew when one of those profiles changes; its services are registered while it plays.
 */
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"io.karawatt.site.SimulatedSite,io.karawatt.site.SimulatorControl,"
                + "io.karawatt.modbus.serial.SerialLinks,io.karawatt.gateway.Endpoint\"",
        effective = "active")
@Component(
        configurationPid = Simulator.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        // Otherwise the container would end it with its only user, the catalogue, and the site with it.
        immediate = true,
        service = ProfilesListener.class)
@Designate(ocd = SimulatorConfig.class)
public final class Simulator implements ProfilesListener {

    static final String PID = "io.karawatt.simulator";

    private static final Logger LOG = LoggerFactory.getLogger(Simulator.class);
    private static final long STOP_SECONDS = 5;

    private final SimulatorConfig config;
    private final SiteSource source;
    private final BundleContext context;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> new Thread(task, "simulator"));
    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private List<DeviceProfile> used = List.of();
    private @Nullable TruthServer truth;
    private @Nullable Stage stage;

    /**
     * Checks configuration and site file.
     *
     * @param config the configuration.
     * @param context where services are registered.
     * @throws SiteFileException when the site can't be played; the component stays unsatisfied.
     */
    @Activate
    public Simulator(SimulatorConfig config, BundleContext context) throws SiteFileException {
        this.config = config;
        this.context = context;
        if (config.truth_port() < 0 || config.truth_port() > 65_535) {
            throw new IllegalArgumentException("truth.port = " + config.truth_port() + ": write 0 to 65535");
        }
        this.source = new SiteSource(config.site_file(), config.seed(), config.speed());
        source.check();
    }

    @Override
    public void profilesChanged(Profiles profiles) {
        try {
            executor.execute(() -> follow(profiles));
        } catch (RejectedExecutionException stopping) {
            LOG.debug("profiles changed while stopping");
        }
    }

    private void follow(Profiles profiles) {
        try {
            Site site = source.read(profiles::find).seenFromTop();
            List<DeviceProfile> wanted = site.devices().stream()
                    .map(SiteDevice::reference)
                    .distinct()
                    .map(profiles::find)
                    .flatMap(Optional::stream)
                    .toList();
            if (!wanted.equals(used)) {
                stop();
                start(site, profiles);
                used = wanted;
            }
        } catch (SiteFileException e) {
            stop();
            LOG.info("the site waits: {}", e.getMessage());
        } catch (IOException e) {
            stop();
            LOG.error("the site can't be played: {}", e.getMessage());
        } catch (RuntimeException e) {
            stop();
            LOG.error("the site can't be played", e);
        }
    }

    private void start(Site site, Profiles profiles) throws IOException {
        boolean needsTruth = site.lines().stream().anyMatch(line -> !line.serial());
        if (needsTruth && !config.truth_enabled()) {
            throw new IOException("a line of kind " + SiteLine.TCP + " is served by the truth port; set truth.enabled");
        }
        PlayedSite played = new PlayedSite(site, profiles::find, new SiteClock(Clock.systemUTC(), site.speed()));
        String address = "";
        if (config.truth_enabled()) {
            InetSocketAddress where = new InetSocketAddress(config.truth_bind(), config.truth_port());
            TruthServer server = new TruthServer(where, this::answer);
            truth = server;
            address = server.address();
            registrations.add(context.registerService(Endpoint.class, server, null));
        }
        Stage made = new Stage(played, Timeline.SYSTEM, address);
        publish(made);
        registrations.add(context.registerService(SerialLinks.class, made, null));
        registrations.add(context.registerService(SimulatorControl.class, made.control(), null));
        registrations.add(context.registerService(SimulatedSite.class, made, null));
        LOG.info(
                "playing {}: {} devices on {} lines, truth port {}",
                site.name(),
                site.devices().size(),
                site.lines().size(),
                address);
    }

    private synchronized void publish(@Nullable Stage newStage) {
        stage = newStage;
    }

    private Optional<io.karawatt.modbus.pdu.Response> answer(int unit, io.karawatt.modbus.frame.ParsedRequest request) {
        Stage now;
        synchronized (this) {
            now = stage;
        }
        return now == null ? Optional.empty() : now.truth(unit, request);
    }

    private void stop() {
        for (int i = registrations.size() - 1; i >= 0; i--) {
            registrations.get(i).unregister();
        }
        registrations.clear();
        TruthServer server = truth;
        if (server != null) {
            server.close();
            truth = null;
        }
        publish(null);
        used = List.of();
    }

    @Deactivate
    void deactivate() {
        executor.execute(this::stop);
        executor.shutdown();
        try {
            if (!executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the simulator did not stop within {} s", STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
