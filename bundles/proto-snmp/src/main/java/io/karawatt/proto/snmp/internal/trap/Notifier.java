package io.karawatt.proto.snmp.internal.trap;

import io.karawatt.alarm.Alarm;
import io.karawatt.alarm.Alarms;
import io.karawatt.event.Event;
import io.karawatt.event.Topic;
import io.karawatt.gateway.GatewayIdentity;
import io.karawatt.profile.Quantities;
import io.karawatt.proto.snmp.internal.agent.AgentPart;
import io.karawatt.proto.snmp.internal.agent.Engine;
import io.karawatt.proto.snmp.internal.mib.Layout;
import io.karawatt.routes.EventSources;
import io.karawatt.routes.RouteContribution;
import io.karawatt.secret.SealedSettings;
import io.karawatt.secret.Secrets;
import io.karawatt.topology.Installation;
import io.karawatt.topology.TopologyListener;
import io.karawatt.view.SiteView;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.builder.RouteBuilder;
import org.jspecify.annotations.Nullable;
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
 * Tells receivers what happened: alarms, devices lost and back, the agent's start, wrong keys; reminds them of alarms
 * that are still active. One thread sends; it never waits for a confirmation.
 */
@Component(
        configurationPid = Notifier.PID,
        service = {AgentPart.class, RouteContribution.class, TopologyListener.class})
@Designate(ocd = TrapsConfig.class)
public final class Notifier implements AgentPart, RouteContribution, TopologyListener {

    static final String PID = "io.karawatt.proto.snmp.traps";

    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final String THREAD = "karawatt-snmp-notify";
    private static final long LOOK_SECONDS = 5;
    private static final long END_SECONDS = 2;
    private static final Set<Topic> TOPICS = Set.of(Topic.ALARMS, Topic.BUS);

    private final TrapSettings settings;
    private final NoticeBook book;
    private final InstantSource clock;
    private final Reminders reminders;
    private final ScheduledExecutorService worker;
    private final List<Dispatch> dispatches = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Secrets> secrets = new AtomicReference<>();
    private final AtomicReference<@Nullable Alarms> alarms = new AtomicReference<>();
    private volatile SiteView site = SiteView.EMPTY;

    @Activate
    public Notifier(
            TrapsConfig config,
            @Reference(name = "identity") GatewayIdentity identity,
            @Reference(name = "quantities") Quantities quantities) {
        this(config, identity, quantities, Clock.systemUTC(), worker());
        if (!settings.receivers().isEmpty()) {
            ScheduledFuture<?> unused =
                    worker.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
        }
    }

    Notifier(
            TrapsConfig config,
            GatewayIdentity identity,
            Quantities quantities,
            InstantSource clock,
            ScheduledExecutorService worker) {
        this.settings = TrapSettings.of(config);
        this.clock = clock;
        this.worker = worker;
        this.book = new NoticeBook(Layout.of(quantities.all()), quantities, identity, clock);
        this.reminders = new Reminders(settings.cycle());
    }

    private static ScheduledExecutorService worker() {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, THREAD);
            thread.setDaemon(true);
            return thread;
        });
    }

    @Deactivate
    void close() throws InterruptedException {
        worker.shutdownNow();
        worker.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public Attached attach(Engine engine) {
        Post post = new Post(settings, engine, this::community, System::nanoTime);
        Dispatch dispatch = new Dispatch(book, post, worker, clock, engine, dispatches::remove);
        dispatches.add(dispatch);
        return dispatch;
    }

    /** Opens the community when it is sent, so that it does not matter who comes first. */
    private String community() {
        String written = settings.community();
        Secrets now = secrets.get();
        if (!written.startsWith(Secrets.MARK)) {
            return written;
        }
        if (now == null) {
            throw new IllegalArgumentException(
                    "the community is sealed, and the bundle core-secrets, which opens it, does not run");
        }
        return now.open(written);
    }

    @Override
    public String id() {
        return "snmp-notify";
    }

    @Override
    public Set<Topic> topics() {
        return TOPICS;
    }

    @Override
    public RouteBuilder routes(EventSources sources) {
        return sources.tell("notify", this::happened);
    }

    @Override
    public void changed(Installation now) {
        site = SiteView.of(now);
    }

    /** Something happened that receivers may have to know. */
    void happened(Event event) {
        if (settings.receivers().isEmpty()) {
            return;
        }
        if (event instanceof Event.AlarmChanged changed) {
            reminders.changed(changed.alarm(), clock.instant());
            send(book.changed(changed, site));
        } else if (event instanceof Event.DeviceFellSilent silent) {
            send(book.lost(silent, site));
        } else if (event instanceof Event.DeviceAnswersAgain back) {
            send(book.back(back, site));
        }
    }

    /** What fails once is tried again at the next look. */
    private void look() {
        try {
            remind();
        } catch (RuntimeException e) {
            LOG.warn("reminders of active alarms were not sent", e);
        }
    }

    /** Sends again what is due. */
    void remind() {
        Instant now = clock.instant();
        Alarms kept = alarms.get();
        if (kept != null) {
            reminders.known(kept.current(), now);
        }
        for (Alarm alarm : reminders.due(now)) {
            send(book.reminder(alarm, site));
        }
    }

    private void send(Notice notice) {
        dispatches.forEach(dispatch -> dispatch.send(notice));
    }

    @Reference(
            name = "secrets",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "unsetSecrets")
    void setSecrets(Secrets came) {
        secrets.set(came);
    }

    void unsetSecrets(Secrets went) {
        secrets.compareAndSet(went, null);
    }

    /** Somebody is there who seals the community where it lies readable; asked once with each configuration. */
    @Reference(
            name = "sealer",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "unsetSealer")
    void setSealer(SealedSettings came) {
        came.seal(PID, List.of("community"));
    }

    void unsetSealer(SealedSettings went) {
        // It did its work when it came.
    }

    @Reference(
            name = "alarms",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "unsetAlarms")
    void setAlarms(Alarms came) {
        alarms.set(came);
    }

    void unsetAlarms(Alarms went) {
        alarms.compareAndSet(went, null);
    }
}
