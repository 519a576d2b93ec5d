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

    /** Most of the line's time, in percent, while polls wait. */
    private static final int SHARE_PERCENT = 50;

    private static final Duration WATCH_WINDOW = Duration.ofMillis(100);

    private final LineSettings settings;
    private final LineContext context;
    private final Wire wire;
    private final ConflictLedger ledger;
    private final ConflictWatch watch;
    private final Share share = new Share(SHARE_PERCENT);
    private final AtomicReference<@Nullable LineScan> current = new AtomicReference<>();
    private volatile Known known = new Known(Map.of());

    ScanDesk(LineSettings settings, LineContext context, Wire wire) {
        this.settings = settings;
        this.context = context;
        this.wire = wire;
        ledger = new ConflictLedger(settings.name(), context.events(), context.clock());
        watch = new ConflictWatch(ledger, wire, WATCH_WINDOW);
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
        return free && current.compareAndSet(before, fresh)
                ? fresh
                : LineScan.refused(
                        "a scan of line " + settings.name() + " is under way; wait for its end or cancel it");
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

    /** When there is something to do; never is {@link Long#MAX_VALUE}. */
    long wantsAt() {
        LineScan scan = running();
        long at = scan == null ? Long.MAX_VALUE : scan.wantsAt();
        return watch.busy() ? 0 : at;
    }

    boolean allowed(long now) {
        return share.allows(now);
    }

    /** Asks a question or two. */
    void step() throws InterruptedException {
        long start = wire.now();
        LineScan scan = running();
        if (watch.busy() && !exclusive()) {
            watch.step();
        } else if (scan != null) {
            scan.step();
        }
        share.spent(wire.now(), wire.now() - start);
    }

    /** A device fell silent or came back: do two share its address? */
    void changed(PolledDevice device, Iterable<PolledDevice> others) {
        if (context.masters().baud() == 0 || (!device.silent() && !ledger.has(device.unit()))) {
            return;
        }
        int neighbour = 0;
        for (PolledDevice other : others) {
            neighbour = other != device && other.answers() ? other.unit() : neighbour;
        }
        watch.doubt(device.unit(), neighbour);
    }

    /** The line is down or ends. */
    void down(String why) {
        watch.clear();
        LineScan scan = running();
        if (scan != null) {
            scan.fail(why);
        }
    }
}
