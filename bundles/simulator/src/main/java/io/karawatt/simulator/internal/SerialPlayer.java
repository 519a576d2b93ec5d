package io.karawatt.simulator.internal;

import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.serial.SerialLink;
import io.karawatt.modbus.serial.SerialLinks;
import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.modbus.slave.Heard;
import io.karawatt.modbus.slave.RtuSlaveFramer;
import io.karawatt.simulator.internal.site.Site.SiteDevice;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays the meters of one line on a real serial device; a device that vanishes is opened again with growing pauses. */
final class SerialPlayer implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(SerialPlayer.class);
    private static final long LISTEN_NANOS = 200_000_000;
    private static final long FIRST_PAUSE_MS = 500;
    private static final long LONGEST_PAUSE_MS = 10_000;
    private static final long STOP_MS = 3000;

    private final PlayedSite site;
    private final SerialLinks ports;
    private final SerialSettings settings;
    private final Consumer<String> report;
    private final Map<Integer, Long> turnarounds = new TreeMap<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable SerialLink open;

    /**
     * Opens the port and begins to play.
     *
     * @param site the site.
     * @param line name of its line.
     * @param settings the port and its settings.
     * @param ports opens ports.
     * @param report takes a line for people when the port vanishes or comes back.
     * @throws IOException when the port can't be opened now.
     */
    SerialPlayer(PlayedSite site, String line, SerialSettings settings, SerialLinks ports, Consumer<String> report)
            throws IOException {
        this.site = site;
        this.ports = ports;
        this.settings = settings;
        this.report = report;
        for (SiteDevice device : site.site().devices()) {
            if (device.line().equals(line)) {
                turnarounds.put(device.address(), Stage.turnaroundNanos(site, device));
            }
        }
        SerialLink link = ports.open(settings);
        this.thread = new Thread(() -> run(link), "simulator-" + line);
        thread.start();
    }

    private void run(SerialLink first) {
        SerialLink link = first;
        try {
            while (true) {
                keep(link);
                play(link);
                if (stopping.getCount() == 0) {
                    return;
                }
                link = reopen();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            closeOpen();
        }
    }

    private void play(SerialLink link) throws InterruptedException {
        try {
            RtuSlaveFramer framer = new RtuSlaveFramer(link, settings);
            while (stopping.getCount() > 0) {
                if (framer.next(link.timeline().nanos() + LISTEN_NANOS) instanceof Heard.Asked asked) {
                    answer(framer, asked);
                }
            }
        } catch (IOException e) {
            // At the end of the process the serial library closes its ports by itself, perhaps before we are told.
            if (!stopping.await(FIRST_PAUSE_MS, TimeUnit.MILLISECONDS)) {
                report.accept(settings.port() + " is gone: " + e.getMessage());
            }
        } finally {
            closeOpen();
        }
    }

    private void answer(RtuSlaveFramer framer, Heard.Asked asked) throws IOException, InterruptedException {
        ParsedRequest request = asked.request();
        if (asked.unit() == 0) {
            turnarounds.keySet().forEach(address -> site.answer(address, request));
            return;
        }
        for (Map.Entry<Integer, Long> device : turnarounds.entrySet()) {
            if (site.unit(device.getKey()) == asked.unit()) {
                Duration turnaround = Duration.ofNanos(settings.frameSilenceNanos() + device.getValue());
                framer.answer(asked, site.answer(device.getKey(), request), turnaround);
                return;
            }
        }
    }

    private SerialLink reopen() throws InterruptedException {
        long pause = FIRST_PAUSE_MS;
        while (true) {
            if (stopping.await(pause, TimeUnit.MILLISECONDS)) {
                throw new InterruptedException();
            }
            pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
            try {
                SerialLink link = ports.open(settings);
                report.accept(settings.port() + " is back");
                return link;
            } catch (IOException notYet) {
                LOG.debug("{} is still gone: {}", settings.port(), notYet.getMessage());
            }
        }
    }

    private synchronized void keep(SerialLink link) {
        open = link;
    }

    private synchronized void closeOpen() {
        SerialLink link = open;
        if (link != null) {
            link.close();
            open = null;
        }
    }

    @Override
    public void close() {
        stopping.countDown();
        try {
            thread.join(STOP_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        closeOpen();
    }
}
