package io.karawatt.line;

import io.karawatt.bus.BusLine;
import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.bus.DeviceHabit;
import io.karawatt.bus.DeviceStatus;
import io.karawatt.bus.LineBudget;
import io.karawatt.bus.LineScanner;
import io.karawatt.bus.LineStatus;
import io.karawatt.bus.ScanPlan;
import io.karawatt.bus.Urgency;
import io.karawatt.modbus.serial.Timeline;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.TopologyListener;
import java.io.Closeable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the devices of one line and serves requests to them, on one thread named {@code karawatt-line-NAME}.
 *
 * <p>Thread-safe. Requests go before polls within their share; between two transactions a new installation is taken
 * over. Futures are completed on the thread of the line, at the end of the asker's patience or at most one transaction
 * later; a request that finds the queue full or the line closed is answered before {@link #submit} returns.
 */
public final class LineEngine implements BusLine, LineScanner, TopologyListener, Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(LineEngine.class);
    private static final Duration ORDERLY = Duration.ofSeconds(2);
    private static final long LONGEST_WAIT = 1_000_000_000L;

    private final LineSettings settings;
    private final Timeline timeline;
    private final LineLoop loop;
    private final Thread thread;
    private volatile boolean closing;

    /**
     * Makes a line at rest; {@link #start} sets it going.
     *
     * @param settings how it is worked.
     * @param context what surrounds it.
     */
    public LineEngine(LineSettings settings, LineContext context) {
        this.settings = settings;
        this.timeline = context.timeline();
        this.loop = new LineLoop(settings, context);
        this.thread = new Thread(this::run, "karawatt-line-" + settings.name());
        thread.setDaemon(true);
    }

    /** Starts the thread; once. Does nothing when the line was closed before. */
    public void start() {
        if (!closing) {
            thread.start();
        }
    }

    private void run() {
        try {
            while (!closing) {
                rest(turn());
            }
        } catch (InterruptedException e) {
            LOG.debug("line {} was interrupted", settings.name());
        } finally {
            loop.end();
        }
    }

    private long turn() throws InterruptedException {
        try {
            return loop.turn();
        } catch (RuntimeException broken) {
            loop.fault(broken);
            return 0;
        }
    }

    /** Whoever has something for the line unparks it. */
    private void rest(long nanos) throws InterruptedException {
        if (nanos > 0 && !closing) {
            timeline.restUntil(timeline.nanos() + Math.min(nanos, LONGEST_WAIT));
        } else if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public CompletableFuture<BusReply> submit(BusRequest request, Urgency urgency) {
        CompletableFuture<BusReply> reply = loop.submit(request, urgency);
        LockSupport.unpark(thread);
        return reply;
    }

    @Override
    public LineScanner.Scan begin(ScanPlan plan) {
        LineScanner.Scan scan = loop.begin(plan);
        LockSupport.unpark(thread);
        return scan;
    }

    @Override
    public LineStatus status() {
        return loop.status();
    }

    @Override
    public List<DeviceStatus> devices() {
        return loop.devices();
    }

    @Override
    public void watch(String device) {
        if (loop.watch(device)) {
            LockSupport.unpark(thread);
        }
    }

    @Override
    public List<DeviceHabit> learned() {
        return loop.learned();
    }

    @Override
    public void relearn(String device) {
        loop.relearn(device);
        LockSupport.unpark(thread);
    }

    @Override
    public LineBudget budget(List<InstalledDevice> more) {
        return loop.budget(more);
    }

    @Override
    public void changed(Installation now) {
        loop.installation(now);
        LockSupport.unpark(thread);
    }

    /** Tells that the port may have come: a line that is down is opened at once instead of after its pause. */
    public void retryNow() {
        loop.retryNow();
        LockSupport.unpark(thread);
    }

    /**
     * Tells that the port is gone: a transaction in progress ends and the line goes down.
     *
     * @param reason what happened, for people.
     */
    public void portGone(String reason) {
        loop.abort(reason);
        LockSupport.unpark(thread);
    }

    /** Stops the thread, answers whoever waits and closes the port; returns within 5 s. */
    @Override
    public void close() {
        close("the driver was stopped");
    }

    /**
     * Stops the thread like {@link #close()}, or keeps it from ever starting.
     *
     * @param reason why, for people; told to whoever asks the line from now on.
     */
    public void close(String reason) {
        loop.farewell(reason);
        closing = true;
        thread.interrupt();
        boolean interrupted = join();
        if (thread.isAlive()) {
            loop.abort("the driver is being stopped");
            interrupted |= join();
        }
        if (thread.isAlive()) {
            LOG.error("the thread of line {} does not end: {}", settings.name(), settings.port());
        } else if (thread.getState() == Thread.State.NEW) {
            loop.end();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean join() {
        try {
            TimeUnit.MILLISECONDS.timedJoin(thread, ORDERLY.toMillis());
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }
}
