package io.karawatt.bus.modbus.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.bus.DeviceStatus;
import io.karawatt.bus.LineStatus;
import io.karawatt.bus.Urgency;
import io.karawatt.event.EventBus;
import io.karawatt.event.EventOutlet;
import io.karawatt.line.LineContext;
import io.karawatt.line.LineEngine;
import io.karawatt.line.LineSettings;
import io.karawatt.line.WireCost;
import io.karawatt.live.ReadingOutlet;
import io.karawatt.live.ReadingSink;
import io.karawatt.modbus.master.TcpMaster;
import io.karawatt.modbus.serial.Timeline;
import io.karawatt.topology.Installation;
import io.karawatt.topology.TopologyListener;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Reads the units behind one Modbus TCP connection: a meter, or a gateway with several.
 *
 * <p>One connection, one question at a time. The configuration key {@code line} is the service property of the same
 * name.
 */
@Component(
        configurationPid = TcpLine.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {BusLine.class, TopologyListener.class})
@Designate(ocd = TcpLineConfig.class, factory = true)
public final class TcpLine implements BusLine, TopologyListener {

    static final String PID = "io.karawatt.bus.modbus.tcp";

    /** A connection can hang half open for hours; so many time-outs in a row are reason enough to make it anew. */
    private static final int REOPEN_AFTER = 10;

    // A line goes on when the process image or the event bus is stopped or replaced.
    private final ReadingOutlet sink = new ReadingOutlet();
    private final EventOutlet events = new EventOutlet();
    private final LineEngine engine;

    @Activate
    public TcpLine(TcpLineConfig config) {
        String host = requireHost(config.host());
        int port = requirePort(config.port());
        Duration patience = Duration.ofMillis(config.connect_timeout_ms());
        engine = new LineEngine(
                settings(config),
                new LineContext(
                        () -> TcpMaster.connect(host, port, patience),
                        sink,
                        events,
                        Timeline.SYSTEM,
                        Clock.systemUTC()));
        if (!config.enabled()) {
            engine.close("switched off in the configuration");
        }
    }

    private static LineSettings settings(TcpLineConfig config) {
        return new LineSettings(
                config.line(),
                "modbus-tcp",
                config.host() + ":" + config.port(),
                WireCost.tcp(Duration.ofMillis(config.round_trip_ms())),
                new LineSettings.Periods(
                        Duration.ofMillis(config.fast_period_ms()),
                        Duration.ofMillis(config.slow_period_ms()),
                        Duration.ofMillis(config.rare_period_ms())),
                new LineSettings.Patience(
                        Duration.ofMillis(config.timeout_ms()),
                        Duration.ofMillis(config.timeout_floor_ms()),
                        config.retries()),
                new LineSettings.Limits(
                        config.queue_limit(),
                        config.silent_share_percent(),
                        config.request_share_percent(),
                        REOPEN_AFTER));
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

    @Activate
    void start() {
        engine.start();
    }

    @Deactivate
    void stop() {
        engine.close();
    }

    @Reference(name = "sink", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setSink(ReadingSink came) {
        sink.set(came);
    }

    void unsetSink(ReadingSink went) {
        sink.unset(went);
    }

    @Reference(name = "events", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setEvents(EventBus came) {
        events.set(came);
    }

    void unsetEvents(EventBus went) {
        events.unset(went);
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public CompletableFuture<BusReply> submit(BusRequest request, Urgency urgency) {
        return engine.submit(request, urgency);
    }

    @Override
    public LineStatus status() {
        return engine.status();
    }

    @Override
    public List<DeviceStatus> devices() {
        return engine.devices();
    }

    @Override
    public void changed(Installation now) {
        engine.changed(now);
    }
}
