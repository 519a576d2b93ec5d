package io.karawatt.line;

import io.karawatt.bus.LineScanner;
import io.karawatt.bus.ScanPlan;
import io.karawatt.line.scan.ConflictLedger;
import io.karawatt.line.scan.ConflictWatch;
import io.karawatt.line.scan.Known;
import io.karawatt.line.scan.LineScan;
import io.karawatt.line.scan.ScanSetup;
import io.karawatt.topology.Device;
import io.karawatt.topology.Installation;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs scans of the line and looks into address conflicts, between polls and within a share of the line.
 *
 * <p>{@link #begin} and {@link #installation} may be called by anybody, the rest by the thread of the line.
 */
final class ScanDesk {

    /** Most of the line's time for a scan, in percent, while polls wait. */
    private static final int SCAN_PERCENT = 50;

    /** Most of the line's time for looking into conflicts, in percent, while polls wait. */
    private static final int WATCH_PERCENT = 5;

    /** An answer that comes late would garble that of the next device. */
    private static final long LEAST_WINDOW_NANOS = 100_000_000;

    private final LineSettings settings;
    private final LineContext context;
    private final Wire wire;
    private final ConflictLedger ledger;
    private final ConflictWatch watch;
    private final Share scanning = new Share(SCAN_PERCENT);
    private final Share watching = new Share(WATCH_PERCENT);
    private final AtomicReference<@Nullable LineScan> current = new AtomicReference<>();
    private volatile Known known = new Known(Map.of());
    private volatile @Nullable String ended;

    ScanDesk(LineSettings settings, LineContext context, Wire wire) {
        this.settings = settings;
        this.context = context;
        this.wire = wire;
        ledger = new ConflictLedger(settings.name(), context.events(), context.clock());
        watch = new ConflictWatch(ledger, wire);
    }

    void installation(Installation now) {
        Map<Integer, String> ids = new HashMap<>();
        for (Device device : now.devices()) {
            if (device.line().equals(settings.name())) {
                ids.put(device.unit(), device.netId());
            }
        }
        known = new Known(ids);
    }

    /** Begins a scan, unless one is under way. */
    LineScanner.Scan begin(ScanPlan plan) {
        if (plan.otherSpeeds() && context.masters().otherSpeeds().isEmpty()) {
            return LineScan.refused("line " + settings.name() + " has one speed only; scan it without other speeds");
        }
        LineScan fresh = new LineScan(
                plan,
                new ScanSetup(
                        settings.name(),
                        context.masters().baud(),
                        context.masters().otherSpeeds(),
                        settings.patience().timeout(),
                        wire,
                        known,
                        ledger,
                        context.events(),
                        context.clock()));
        LineScan before = current.get();
        boolean free = before == null || before.over();
        if (!free || !current.compareAndSet(before, fresh)) {
            return LineScan.refused(
                    "a scan of line " + settings.name() + " is under way; wait for its end or cancel it");
        }
        String over = ended;
        return over == null ? fresh : LineScan.refused(over);
    }

    private @Nullable LineScan running() {
        LineScan scan = current.get();
        return scan == null || scan.over() ? null : scan;
    }

    /** Whether a scan has the line at another speed: nobody else can use it. */
    boolean exclusive() {
        LineScan scan = running();
        return scan != null && scan.exclusive();
    }

    /**
     * When there is something to do.
     *
     * @param now the present moment.
     * @param idle whether nobody else needs the line now.
     * @return the moment; at most {@code now} for at once, {@link Long#MAX_VALUE} for never.
     */
    long wantsAt(long now, boolean idle) {
        LineScan scan = running();
        long scanAt = scan == null ? Long.MAX_VALUE : Math.max(scan.wantsAt(), idle ? 0 : scanning.freeAt());
        return Math.min(scanAt, watchAt(now, idle));
    }

    private long watchAt(long now, boolean idle) {
        if (!watch.busy()) {
            return Long.MAX_VALUE;
        }
        return idle ? now : watching.freeAt();
    }

    /**
     * Asks a question or two.
     *
     * @param idle whether nobody else needs the line now.
     */
    void step(boolean idle) throws InterruptedException {
        long start = wire.now();
        LineScan scan = running();
        if (!exclusive() && watchAt(start, idle) <= start) {
            watch.step();
            watching.spent(wire.now(), wire.now() - start);
        } else if (scan != null) {
            scan.step();
            scanning.spent(wire.now(), wire.now() - start);
        }
    }

    /** A device fell silent, or does so for long answers only: do two share its address? */
    void suspect(PolledDevice device, Iterable<PolledDevice> others) {
        if (context.masters().baud() == 0) {
            return;
        }
        int neighbour = 0;
        long window = Math.max(LEAST_WINDOW_NANOS, device.habits().reach());
        long widest = window;
        for (PolledDevice other : others) {
            if (other != device && other.answers()) {
                neighbour = other.unit();
                widest = Math.max(window, other.habits().reach());
            }
        }
        watch.doubt(device.unit(), neighbour, Duration.ofNanos(widest));
    }

    /** A device that was silent was asked: if two share its address, do they still? */
    void probed(PolledDevice device, Iterable<PolledDevice> others) {
        if (ledger.has(device.unit())) {
            suspect(device, others);
        }
    }

    /** The line ends for good. */
    void end(String why) {
        ended = why;
        down(why);
    }

    /** The line is down. */
    void down(String why) {
        watch.clear();
        LineScan scan = running();
        if (scan != null) {
            scan.fail(why);
        }
    }
}
