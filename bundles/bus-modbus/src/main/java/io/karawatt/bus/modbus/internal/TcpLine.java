package io.karawatt.bus.modbus.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.LineScanner;
import io.karawatt.event.EventBus;
import io.karawatt.line.DrivenLine;
import io.karawatt.line.LineConfig;
import io.karawatt.line.LineDriver;
import io.karawatt.line.LinePort;
import io.karawatt.line.WireCost;
import io.karawatt.live.ReadingSink;
import io.karawatt.topology.TopologyListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Reads the units behind one TCP connection: a meter, or a gateway with several, with frames of Modbus TCP or of Modbus
 * RTU.
 *
 * <p>One connection, one question at a time. The configuration key {@code line} is the service property of the same
 * name.
 */
@Component(
        configurationPid = TcpLine.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {BusLine.class, LineScanner.class, TopologyListener.class})
@Designate(ocd = TcpLineConfig.class, factory = true)
public final class TcpLine implements DrivenLine {

    static final String PID = "io.karawatt.bus.modbus.tcp";

    /** A connection can hang half open for hours; so many time-outs in a row are reason enough to make it anew. */
    private static final int REOPEN_AFTER = 10;

    private final LineDriver driver;

    @Activate
    public TcpLine(TcpLineConfig config, LineConfig common, BundleContext context) {
        this(config, common, context.getProperty(LineDriver.DATA));
    }

    TcpLine(TcpLineConfig config, LineConfig common, @Nullable String data) {
        driver = new LineDriver(common, data, port(config));
    }

    private static LinePort port(TcpLineConfig config) {
        String host = requireHost(config.host());
        int port = requirePort(config.port());
        Framing framing = Framing.of(config.framing());
        Duration patience = Duration.ofMillis(config.connect_timeout_ms());
        return new LinePort(
                framing.kind(),
                host + ":" + port,
                WireCost.tcp(Duration.ofMillis(config.round_trip_ms())),
                () -> framing.connect(host, port, patience),
                REOPEN_AFTER);
    }

    private static String requireHost(String host) {
        if (host.isBlank()) {
            throw new IllegalArgumentException("host is empty: write the name or address of the meter or gateway");
        }
        return host.strip();
    }

    private static int requirePort(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " is outside 1..65535");
        }
        return port;
    }

    @Override
    public LineDriver driver() {
        return driver;
    }

    @Activate
    void start() {
        driver.engine().start();
    }

    @Deactivate
    void stop() {
        driver.engine().close();
    }

    @Reference(name = "sink", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setSink(ReadingSink came) {
        driver.setSink(came);
    }

    void unsetSink(ReadingSink went) {
        driver.unsetSink(went);
    }

    @Reference(name = "events", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setEvents(EventBus came) {
        driver.setEvents(came);
    }

    void unsetEvents(EventBus went) {
        driver.unsetEvents(went);
    }
}
