package io.karawatt.bus.modbus.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.LineScanner;
import io.karawatt.event.EventBus;
import io.karawatt.line.DrivenLine;
import io.karawatt.line.LineConfig;
import io.karawatt.line.LineDriver;
import io.karawatt.line.LinePort;
import io.karawatt.line.SerialPorts;
import io.karawatt.live.ReadingSink;
import io.karawatt.modbus.serial.JSerialCommLinks;
import io.karawatt.modbus.serial.SerialLinks;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.topology.TopologyListener;
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
 * Reads the devices of one RS485 line by Modbus RTU.
 *
 * <p>Where the port is played by another bundle ({@code sim:NAME}), the line waits until that bundle comes, and goes
 * down when it leaves. The configuration key {@code line} is the service property of the same name.
 */
@Component(
        configurationPid = SerialLine.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {BusLine.class, LineScanner.class, TopologyListener.class})
@Designate(ocd = SerialLineConfig.class, factory = true)
public final class SerialLine implements DrivenLine {

    static final String PID = "io.karawatt.bus.modbus.serial";

    private final SerialPorts ports;
    private final LineDriver driver;

    @Activate
    public SerialLine(SerialLineConfig config, LineConfig common, BundleContext context) {
        this(config, common, context.getProperty(LineDriver.DATA));
    }

    SerialLine(SerialLineConfig config, LineConfig common, @Nullable String data) {
        SerialLinks machine = new JSerialCommLinks();
        ports = new SerialPorts(SerialSettings.of(config.port(), config.baud(), config.format()), machine);
        driver = new LineDriver(common, data, LinePort.serial("rs485", ports));
    }

    @Override
    public LineDriver driver() {
        return driver;
    }

    /** Begins after the players that are already there were bound. */
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

    @Reference(
            name = "players",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "removePlayer")
    void addPlayer(SerialLinks player) {
        ports.add(player);
        driver.engine().retryNow();
    }

    void removePlayer(SerialLinks player) {
        if (ports.remove(player)) {
            driver.engine().portGone("the bundle that played the port went away");
        }
    }
}
