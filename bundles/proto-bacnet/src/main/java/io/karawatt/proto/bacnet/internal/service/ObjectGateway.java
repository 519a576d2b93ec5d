package io.karawatt.proto.bacnet.internal.service;

import io.karawatt.alarm.Alarms;
import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.event.EventOutlet;
import io.karawatt.event.Topic;
import io.karawatt.gateway.Download;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.live.LiveOutlet;
import io.karawatt.live.LiveValues;
import io.karawatt.live.PointReader;
import io.karawatt.profile.Quantities;
import io.karawatt.proto.bacnet.internal.cov.ChangeOfValue;
import io.karawatt.proto.bacnet.internal.net.Application;
import io.karawatt.proto.bacnet.internal.net.ApplicationFactory;
import io.karawatt.proto.bacnet.internal.net.Outbound;
import io.karawatt.proto.bacnet.internal.net.Terms;
import io.karawatt.proto.bacnet.internal.object.ActiveSubscriptions;
import io.karawatt.proto.bacnet.internal.object.AlarmBoard;
import io.karawatt.proto.bacnet.internal.object.Catalogue;
import io.karawatt.proto.bacnet.internal.object.Outputs;
import io.karawatt.proto.bacnet.internal.object.Revision;
import io.karawatt.proto.bacnet.internal.object.Settings;
import io.karawatt.proto.bacnet.internal.object.Site;
import io.karawatt.proto.bacnet.internal.object.Supported;
import io.karawatt.proto.bacnet.internal.object.World;
import io.karawatt.proto.bacnet.internal.papers.ConformanceStatement;
import io.karawatt.proto.bacnet.internal.papers.EdeFile;
import io.karawatt.proto.bacnet.internal.papers.StateTexts;
import io.karawatt.routes.EventSources;
import io.karawatt.routes.RouteContribution;
import io.karawatt.settings.DeviceCommands;
import io.karawatt.topology.Installation;
import io.karawatt.topology.TopologyListener;
import io.karawatt.view.SiteView;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Makes the application for an opened server, and brings it what happens in the gateway: other devices, new readings,
 * alarms. Process image, alarms, commands and reads on request may come and go meanwhile.
 */
@Component(
        configurationPid = ObjectGateway.PID,
        service = {ApplicationFactory.class, TopologyListener.class, RouteContribution.class})
@Designate(ocd = ObjectsConfig.class)
public final class ObjectGateway implements ApplicationFactory, TopologyListener, RouteContribution {

    static final String PID = "io.karawatt.proto.bacnet.objects";

    private static final int LONGEST_TEXT = 64;
    private static final int DATE = "2000-01-01".length();
    private static final Set<Topic> TOPICS = Set.of(Topic.READINGS, Topic.BUS, Topic.ALARMS);

    private final LiveOutlet live = new LiveOutlet();
    private final EventOutlet events = new EventOutlet();
    private final AlarmBoard alarms = new AlarmBoard();
    private final Outputs outputs = new Outputs();
    private final AtomicReference<@Nullable PointReader> reader = new AtomicReference<>();
    private final AtomicReference<@Nullable DeviceCommands> commands = new AtomicReference<>();
    private final List<Opened> open = new CopyOnWriteArrayList<>();
    private final Settings settings;
    private final Catalogue catalogue;
    private final GatewayIdentity identity;
    private final BundleContext bundles;
    private final World world;
    private final Instant started;
    private final Path folder;
    private final Revision revision;
    private volatile SiteView view = SiteView.EMPTY;
    private volatile long fingerprint;

    /** An application and what its sites are made of. */
    private record Opened(ObjectApplication application, Site.Setup setup) {}

    /**
     * Made by the container.
     *
     * @param config the settings.
     * @param bundles registers downloads, knows the data folder.
     * @param quantities the quantity catalogue.
     * @param identity who the gateway is.
     */
    @Activate
    public ObjectGateway(
            ObjectsConfig config,
            BundleContext bundles,
            @Reference(name = "quantities") Quantities quantities,
            @Reference(name = "identity") GatewayIdentity identity) {
        Clock clock = Clock.system(ZoneId.systemDefault());
        this.settings = checked(config);
        this.bundles = bundles;
        this.catalogue = new Catalogue(quantities);
        this.identity = identity;
        this.world = new World(live, alarms, outputs, clock);
        this.started = clock.instant();
        String data = bundles.getProperty("karaf.data");
        this.folder = Path.of(data == null ? "data" : data).resolve("bacnet");
        this.revision = new Revision(folder.resolve("database-revision"));
    }

    private static Settings checked(ObjectsConfig config) {
        require(
                !config.vendor_name().isBlank() && config.vendor_name().length() <= LONGEST_TEXT,
                "vendor.name must have 1 to 64 characters");
        require(config.location().length() <= LONGEST_TEXT, "location must have at most 64 characters");
        require(
                config.subscriptions_max() >= 0 && config.subscriptions_max() <= 20_000,
                "subscriptions.max " + config.subscriptions_max() + " is outside 0..20000");
        require(
                config.lifetime_max_s() >= 60 && config.lifetime_max_s() <= 604_800,
                "lifetime.max.s " + config.lifetime_max_s() + " is outside 60..604800");
        return new Settings(
                config.strict(),
                config.vendor_name(),
                config.location(),
                config.subscriptions_max(),
                Duration.ofSeconds(config.lifetime_max_s()));
    }

    private static void require(boolean good, String otherwise) {
        if (!good) {
            throw new IllegalArgumentException(PID + ": " + otherwise);
        }
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
     * @param came takes refusals.
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
     * Somebody came who keeps alarms.
     *
     * @param came keeps them.
     */
    @Reference(name = "alarms", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void setAlarms(Alarms came) {
        alarms.set(came.current());
    }

    /**
     * Whoever keeps alarms went.
     *
     * @param went that one.
     */
    public void unsetAlarms(Alarms went) {
        alarms.set(List.of());
    }

    /**
     * Somebody came who reads points on request.
     *
     * @param came reads them.
     */
    @Reference(
            name = "reader",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void setReader(PointReader came) {
        reader.set(came);
    }

    /**
     * Whoever reads on request went.
     *
     * @param went that one.
     */
    public void unsetReader(PointReader went) {
        reader.compareAndSet(went, null);
    }

    /**
     * Somebody came who makes devices do something.
     *
     * @param came does.
     */
    @Reference(
            name = "commands",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    public void setCommands(DeviceCommands came) {
        commands.set(came);
    }

    /**
     * Whoever commands devices went.
     *
     * @param went that one.
     */
    public void unsetCommands(DeviceCommands went) {
        commands.compareAndSet(went, null);
    }

    @Override
    public synchronized Application open(Terms terms, Outbound outbound) {
        AtomicReference<@Nullable ChangeOfValue> changes = new AtomicReference<>();
        ActiveSubscriptions active = address -> {
            ChangeOfValue now = changes.get();
            return now == null ? List.of() : now.of(address);
        };
        Site.Setup setup = new Site.Setup(
                catalogue,
                new Supported(),
                terms,
                settings,
                identity,
                build(),
                started,
                world,
                active,
                this::databaseRevision);
        Site site = site(setup);
        ChangeOfValue cov = new ChangeOfValue(site, outbound, settings, world.clock(), folder.resolve("subscriptions"));
        changes.set(cov);
        PropertyWrite writer =
                new PropertyWrite(() -> Optional.ofNullable(commands.get()), outputs, events, world.clock());
        List<ServiceRegistration<Download>> papers = new CopyOnWriteArrayList<>();
        ObjectApplication application = new ObjectApplication(
                site, outbound, world.clock(), () -> Optional.ofNullable(reader.get()), writer, cov, () -> {
                    papers.forEach(ServiceRegistration::unregister);
                    open.removeIf(opened -> opened.application().changes() == cov);
                });
        open.add(new Opened(application, setup));
        papers.add(register(new EdeFile(application::site, this::databaseRevision, world.clock())));
        papers.add(register(new StateTexts()));
        papers.add(register(new ConformanceStatement(application::site, setup)));
        return application;
    }

    private Site site(Site.Setup setup) {
        Site site = new Site(view, setup);
        fingerprint = site.fingerprint();
        return site;
    }

    private long databaseRevision() {
        return revision.of(fingerprint);
    }

    private ServiceRegistration<Download> register(Download paper) {
        return bundles.registerService(Download.class, paper, null);
    }

    /** Returns version and date of the software, as the bundle says it. */
    private String build() {
        String date = bundles.getBundle().getHeaders().get("Karawatt-Build");
        return identity.version() + (date == null ? "" : " " + date.substring(0, Math.min(DATE, date.length())));
    }

    @Override
    public synchronized void changed(Installation now) {
        view = SiteView.of(now);
        for (Opened opened : open) {
            opened.application().replace(site(opened.setup()));
        }
    }

    @Override
    public String id() {
        return "bacnet";
    }

    @Override
    public Set<Topic> topics() {
        return TOPICS;
    }

    @Override
    public RouteBuilder routes(EventSources sources) {
        return sources.tell("tell", this::happened);
    }

    private void happened(Event event) {
        if (event instanceof Event.AlarmChanged change) {
            alarms.change(change.alarm());
        }
        for (Opened opened : open) {
            ChangeOfValue changes = opened.application().changes();
            if (event instanceof Event.ReadingsArrived arrived) {
                changes.news(arrived.batch().schema().device());
            } else if (event instanceof Event.DeviceFellSilent silent) {
                changes.news(silent.device());
            } else if (event instanceof Event.AlarmChanged change) {
                changes.news(change.alarm().device());
            } else if (event instanceof Event.LineChanged) {
                changes.newsOfAll();
            }
        }
    }
}
