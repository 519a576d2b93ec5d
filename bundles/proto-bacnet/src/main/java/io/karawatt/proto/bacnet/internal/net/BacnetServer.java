package io.karawatt.proto.bacnet.internal.net;

import io.karawatt.bacnet.BacnetGateway;
import io.karawatt.gateway.Endpoint;
import io.karawatt.gateway.Face;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The BACnet/IP gateway as a component: off until enabled; a {@link Face} is registered while its port is open. */
@Component(
        configurationPid = BacnetServer.PID,
        immediate = true,
        service = {})
@Designate(ocd = BacnetConfig.class)
public final class BacnetServer implements ServerLoop.Opened {

    static final String PID = "io.karawatt.proto.bacnet";

    private static final Logger LOG = LoggerFactory.getLogger(BacnetServer.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private final BundleContext context;
    private final ServerLoop loop;
    private final Thread thread;
    private @Nullable ServiceRegistration<?> registration;
    private boolean closed;

    /**
     * Checks the settings.
     *
     * @param config settings.
     * @param context registers the face.
     * @param services the rest of the gateway.
     * @param applications makes the objects.
     * @throws IOException when the system gives no selector.
     */
    @Activate
    public BacnetServer(
            BacnetConfig config,
            BundleContext context,
            @Reference(name = "services") BacnetServices services,
            @Reference(name = "applications") ApplicationFactory applications)
            throws IOException {
        this.context = context;
        this.loop = new ServerLoop(Settings.of(config), services, applications, this);
        this.thread = new Thread(loop, "karawatt-bacnet");
        thread.setDaemon(true);
        if (!config.enabled()) {
            loop.stop(); // the thread then does nothing but close what the loop has opened
        }
        services.seal(PID, "dcc.password");
    }

    /** Opens the port. */
    @Activate
    void start() {
        thread.start();
    }

    @Override
    public void opened(GatewayView view) {
        String[] names = {Face.class.getName(), Endpoint.class.getName(), BacnetGateway.class.getName()};
        // Outside the lock: whoever is told of the new service may wait for a thread that is closing this one.
        ServiceRegistration<?> now = context.registerService(names, view, null);
        synchronized (this) {
            if (!closed) {
                registration = now;
                return;
            }
        }
        now.unregister();
    }

    @Override
    public void closed() {
        ServiceRegistration<?> last;
        synchronized (this) {
            last = registration;
            registration = null;
        }
        if (last != null) {
            last.unregister();
        }
    }

    @Deactivate
    void close() throws InterruptedException {
        synchronized (this) {
            closed = true;
        }
        closed();
        loop.stop();
        thread.join(STOP_LIMIT.toMillis());
        if (thread.isAlive()) {
            LOG.warn("the thread of the gateway did not end within {} s; left alone", STOP_LIMIT.toSeconds());
        }
    }
}
