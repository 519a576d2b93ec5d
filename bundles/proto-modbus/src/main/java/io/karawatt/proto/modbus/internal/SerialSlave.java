package io.karawatt.proto.modbus.internal;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.LineStatus;
import io.karawatt.modbus.serial.JSerialCommLinks;
import io.karawatt.modbus.serial.SerialLink;
import io.karawatt.modbus.serial.SerialLinks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Modbus slave on one serial port as a component: off until enabled; a {@link io.karawatt.gateway.Face} is
 * registered while the port is open.
 *
 * <p>A port that is absent, or used by a line of the gateway, is tried again with growing pauses.
 */
@Component(
        configurationPid = SerialSlave.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true,
        service = {})
@Designate(ocd = SerialSlaveConfig.class, factory = true)
public final class SerialSlave {

    static final String PID = "io.karawatt.proto.modbus.serial";

    /** Name of the face. */
    static final String FACE = "modbus-rtu";

    private static final Logger LOG = LoggerFactory.getLogger(SerialSlave.class);
    private static final long FIRST_PAUSE_MS = 500;
    private static final long LONGEST_PAUSE_MS = 10_000;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

    private final SlaveSettings settings;
    private final GatewayServices services;
    private final SerialLinks machine;
    private final Announcements announcements;
    private final RtuSlave slave;
    private final Thread thread;
    private final boolean enabled;
    private final List<SerialLinks> players = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);

    @Activate
    public SerialSlave(
            SerialSlaveConfig config, BundleContext context, @Reference(name = "services") GatewayServices services) {
        this(config, context, services, new JSerialCommLinks());
    }

    SerialSlave(SerialSlaveConfig config, BundleContext context, GatewayServices services, SerialLinks machine) {
        this.enabled = config.enabled();
        this.settings = SlaveSettings.of(config);
        this.services = services;
        this.machine = machine;
        this.announcements = new Announcements(context);
        this.slave = new RtuSlave(settings, services);
        this.thread =
                new Thread(this::run, "karawatt-modbus-rtu-" + settings.serial().port());
        thread.setDaemon(true);
    }

    /** Begins after the players that are already there were bound. */
    @Activate
    void start() {
        if (enabled) {
            thread.start();
        }
    }

    @Deactivate
    void stop() throws InterruptedException {
        announcements.close();
        stopping.countDown();
        slave.close();
        thread.join(STOP_LIMIT.toMillis());
        if (thread.isAlive()) {
            LOG.warn("the slave's thread did not end within {} s; left alone", STOP_LIMIT.toSeconds());
        }
    }

    @Reference(
            name = "players",
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "removePlayer")
    void addPlayer(SerialLinks player) {
        players.add(player);
    }

    void removePlayer(SerialLinks player) {
        players.remove(player);
    }

    private void run() {
        long pause = FIRST_PAUSE_MS;
        try {
            do {
                boolean served = tryToServe();
                pause = served ? FIRST_PAUSE_MS : Math.min(2 * pause, LONGEST_PAUSE_MS);
            } while (!stopping.await(pause, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            slave.farewell();
        }
    }

    /** Serves while the port lasts; tells whether it was open at all. */
    private boolean tryToServe() throws InterruptedException {
        boolean open = false;
        try {
            requireNoMaster();
            try (SerialLink link = links().open(settings.serial())) {
                open = true;
                slave.notices().opened("listening on " + settings.serial());
                announcements.announce(slave);
                slave.serve(link, this::requireNoMaster);
            }
        } catch (IOException e) {
            slave.notices()
                    .shut(e.getMessage() + "; trying again, at the latest every " + LONGEST_PAUSE_MS / 1000 + " s");
        } finally {
            announcements.withdraw(slave);
        }
        return open;
    }

    private SerialLinks links() throws IOException {
        String port = settings.serial().port();
        for (SerialLinks player : players) {
            if (player.knows(port)) {
                return player;
            }
        }
        if (machine.knows(port)) {
            return machine;
        }
        throw new IOException(
                "no such port: " + port + " (nobody plays it now: is the simulator active and the name in its site?)");
    }

    /** A line of the gateway is master on its port: a slave beside it would answer the gateway's own questions. */
    private void requireNoMaster() throws IOException {
        String port = settings.serial().port();
        for (BusLine line : services.lines().all()) {
            LineStatus status = line.status();
            if (status.up() && samePort(port, status.port().split(" ", 2)[0])) {
                throw new IOException("port " + port + " is used by line '" + status.name()
                        + "', which is master there; one port can't be master and slave: set 'enabled = false' in the"
                        + " settings of the line or give this slave another 'port' (etc/" + PID + "-NAME.cfg)");
            }
        }
    }

    private static boolean samePort(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        try {
            return one.startsWith("/") && other.startsWith("/") && Files.isSameFile(Path.of(one), Path.of(other));
        } catch (IOException | InvalidPathException e) {
            // One of them is not there now: then nobody has it open.
            return false;
        }
    }
}
