package io.karawatt.routes.internal;

import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import io.karawatt.event.QueueState;
import io.karawatt.routes.RouteContribution;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The event bus as a component: takes contributions as they come and go.
 *
 * <p>Contributions are fetched and started on a thread of its own. Many a contributor publishes events as well, and
 * needs this very component to become active; fetched while it is being activated, it would wait for itself.
 *
 * <p>It is active without anybody who publishes: contributions whose source is a clock or a file rely on it as well.
 */
@Component(configurationPid = GatewayRoutes.PID, service = EventBus.class, immediate = true)
@Designate(ocd = RoutesConfig.class)
public final class GatewayRoutes implements EventBus {

    static final String PID = "io.karawatt.routes";
    static final int MIN_QUEUE = 10;
    static final int MAX_QUEUE = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(GatewayRoutes.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BundleContext bundles;
    private final RouteBoard board;
    private final Errands errands;
    private final Map<ServiceReference<RouteContribution>, RouteContribution> fetched = new ConcurrentHashMap<>();

    @Activate
    public GatewayRoutes(RoutesConfig config, BundleContext bundles) throws Exception {
        this.bundles = bundles;
        this.board = new RouteBoard(checked(config), Clock.systemUTC());
        this.errands = new Errands("karawatt-routes", PATIENCE);
    }

    @Modified
    void changed(RoutesConfig config) {
        int size = checked(config);
        errands.run(() -> board.resize(size));
    }

    @Deactivate
    void close() {
        errands.runAndWait(this::closeBoard);
        errands.close();
    }

    @Reference(name = "contributions", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addContribution(ServiceReference<RouteContribution> service) {
        errands.run(() -> fetch(service));
    }

    void removeContribution(ServiceReference<RouteContribution> service) {
        errands.runAndWait(() -> giveBack(service));
    }

    @Override
    public void publish(Event event) {
        board.publish(event);
    }

    @Override
    public List<QueueState> queues() {
        return board.queues();
    }

    private void fetch(ServiceReference<RouteContribution> service) {
        RouteContribution contribution = bundles.getService(service);
        if (contribution == null) {
            LOG.warn("the routes of {} can't be had", service.getBundle());
            return;
        }
        fetched.put(service, contribution);
        board.add(contribution);
    }

    private void giveBack(ServiceReference<RouteContribution> service) {
        RouteContribution contribution = fetched.remove(service);
        if (contribution != null) {
            board.remove(contribution);
            bundles.ungetService(service);
        }
    }

    private void closeBoard() {
        board.close();
        fetched.keySet().forEach(bundles::ungetService);
        fetched.clear();
    }

    private static int checked(RoutesConfig config) {
        int size = config.queue_size();
        if (size < MIN_QUEUE || size > MAX_QUEUE) {
            throw new IllegalArgumentException(
                    PID + ": queue.size " + size + " is outside " + MIN_QUEUE + ".." + MAX_QUEUE);
        }
        return size;
    }
}
