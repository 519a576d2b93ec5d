package io.karawatt.bus.digiware.internal;

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
import io.karawatt.line.SerialPorts;
import io.karawatt.line.WireCost;
import io.karawatt.live.ReadingOutlet;
import io.karawatt.live.ReadingSink;
import io.karawatt.modbus.serial.JSerialCommLinks;
import io.karawatt.modbus.serial.SerialLinks;
import io.karawatt.modbus.serial.SerialSettings;
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
 * Reads the devices of one Digiware bus: Modbus RTU on the wires of the bus.
 *
 * <p>Where the port is played by another bundle ({@code sim:NAME}), the line waits until that bundle comes, and goes
 * down when it leaves. The configuration key {@code line} is the service property of the same name.
 */
@Component(
        configurationPid = DigiwareLine.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {BusLine.class, TopologyListener.class})
@Designate(ocd = DigiwareLineConfig.class, factory = true)
public final class DigiwareLine implements BusLine, TopologyListener {

    static final String PID = "io.karawatt.bus.digiware";

    private final SerialPorts ports;
    // A line goes on when the process image or the event bus is stopped or replaced.
    private final ReadingOutlet sink = new ReadingOutlet();
    private final EventOutlet events = new EventOutlet();
    private final LineEngine engine;

    @Activate
    public DigiwareLine(DigiwareLineConfig config) {
        this(config, new JSerialCommLinks());
    }

    DigiwareLine(DigiwareLineConfig config, SerialLinks machine) {
        SerialSettings settings = SerialSettings.of(config.port(), config.baud(), config.format());
        ports = new SerialPorts(settings, machine);
        engine = new LineEngine(
                settings(config, settings), new LineContext(ports, sink, events, Timeline.SYSTEM, Clock.systemUTC()));
        if (!config.enabled()) {
            engine.close("switched off in the configuration");
        }
    }

    private static LineSettings settings(DigiwareLineConfig config, SerialSettings settings) {
        return new LineSettings(
                config.line(),
                "digiware",
                settings.toString(),
                WireCost.serial(settings),
                new LineSettings.Periods(
                        Duration.ofMillis(config.fast_period_ms()),
                        Duration.ofMillis(config.slow_period_ms()),
                        Duration.ofMillis(config.rare_period_ms())),
                new LineSettings.Patience(
                        Duration.ofMillis(config.timeout_ms()),
                        Duration.ofMillis(config.timeout_floor_ms()),
                        config.retries()),
                new LineSettings.Limits(
                        config.queue_limit(), config.silent_share_percent(), config.request_share_percent(), 0));
    }

    /** Begins after the players that are already there were bound. */
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

    @Reference(
            name = "players",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "removePlayer")
    void addPlayer(SerialLinks player) {
        ports.add(player);
        engine.retryNow();
    }

    void removePlayer(SerialLinks player) {
        if (ports.remove(player)) {
            engine.portGone("the bundle that played the port went away");
        }
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
