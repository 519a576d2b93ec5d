package io.karawatt.proto.modbus.internal;

import io.karawatt.gateway.Face;
import java.io.IOException;
import java.time.Duration;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Modbus TCP server as a component: off until enabled; a {@link Face} is registered while its door is open. */
@Component(
        configurationPid = {ModbusTcpServer.PRODUCT_PID, ModbusTcpServer.PID},
        immediate = true,
        service = {})
public final class ModbusTcpServer {

    static final String PID = "io.karawatt.proto.modbus";

    /** What the installed product feature says; the operator's own settings win over it. */
    static final String PRODUCT_PID = "io.karawatt.product";

    private static final Logger LOG = LoggerFactory.getLogger(ModbusTcpServer.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

    private final Announcements announcements;
    private final ServerLoop loop;
    private final Thread thread;

    @Activate
    public ModbusTcpServer(
            ModbusTcpConfig config, BundleContext context, @Reference(name = "services") GatewayServices services)
            throws IOException {
        this.announcements = new Announcements(context);
        this.loop = new ServerLoop(Settings.of(config), services, announcements::announce);
        this.thread = new Thread(loop, "karawatt-modbus-tcp");
        thread.setDaemon(true);
        if (!config.enabled()) {
            loop.stop(); // the thread then does nothing but close what the loop has opened
        }
    }

    /** Opens the doors. */
    @Activate
    void start() {
        thread.start();
    }

    @Deactivate
    void close() throws InterruptedException {
        announcements.close();
        loop.stop();
        thread.join(STOP_LIMIT.toMillis());
        if (thread.isAlive()) {
            LOG.warn("the server's thread did not end within {} s; left alone", STOP_LIMIT.toSeconds());
        }
    }
}
