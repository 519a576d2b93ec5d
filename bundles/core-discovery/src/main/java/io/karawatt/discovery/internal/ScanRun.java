package io.karawatt.discovery.internal;

import io.karawatt.access.AccessRequest;
import io.karawatt.bus.LineScanner;
import io.karawatt.bus.LineScanner.Scan;
import io.karawatt.bus.ScanPlan;
import io.karawatt.bus.ScanProgress;
import io.karawatt.discovery.ScanReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One scan of several lines at the same time. Thread-safe. */
final class ScanRun {

    private final ScanPlan plan;
    private final @Nullable AccessRequest allowed;
    private final Instant begun;
    private final Map<String, OnLine> scans = new TreeMap<>();
    private volatile boolean merging;

    private record OnLine(Scan scan, boolean network, CompletableFuture<ScanProgress> end) {}

    /**
     * Makes a scan; nothing is searched yet.
     *
     * @param plan how to search.
     * @param allowed what was allowed, when addresses may be given out.
     * @param begun when it begins.
     */
    ScanRun(ScanPlan plan, @Nullable AccessRequest allowed, Instant begun) {
        this.plan = plan;
        this.allowed = allowed;
        this.begun = begun;
    }

    /** Begins on a line; before {@link #whenOver}. */
    void begin(LineScanner scanner, boolean network) {
        Scan scan = scanner.begin(plan);
        scans.put(scanner.name(), new OnLine(scan, network, scan.end().copy()));
    }

    /** Does something when all lines are at their ends; on the thread of the last of them, so it must be short. */
    void whenOver(Runnable then) {
        AtomicInteger open = new AtomicInteger(scans.size());
        for (OnLine one : scans.values()) {
            CompletableFuture<Void> unused = one.end().thenRun(() -> {
                if (open.decrementAndGet() == 0) {
                    then.run();
                }
            });
        }
    }

    ScanPlan plan() {
        return plan;
    }

    @Nullable
    AccessRequest allowed() {
        return allowed;
    }

    void cancel() {
        scans.values().forEach(one -> one.scan().cancel());
    }

    /** Ends the part of a line whose driver went. */
    void lost(String line) {
        OnLine one = scans.get(line);
        if (one != null) {
            ScanProgress last = one.scan().progress();
            one.end()
                    .complete(new ScanProgress(
                            ScanProgress.Status.FAILED,
                            last.step(),
                            last.done(),
                            last.total(),
                            last.found(),
                            last.conflicts(),
                            "the line was stopped",
                            last.findings()));
        }
    }

    void merging() {
        merging = true;
    }

    List<LineResult> results() {
        return scans.entrySet().stream()
                .map(one -> new LineResult(one.getKey(), one.getValue().network(), progress(one.getValue())))
                .toList();
    }

    ScanReport report() {
        return report(merging ? ScanReport.State.MERGING : ScanReport.State.SEARCHING, Instant.EPOCH, List.of());
    }

    ScanReport report(ScanReport.State now, Instant ended, List<ScanReport.Entry> entries) {
        List<ScanReport.LineScan> lines = scans.entrySet().stream()
                .map(one -> new ScanReport.LineScan(one.getKey(), progress(one.getValue())))
                .toList();
        return new ScanReport(now, plan, begun, ended, lines, entries);
    }

    private static ScanProgress progress(OnLine one) {
        ScanProgress now = one.scan().progress();
        return one.end().getNow(now);
    }
}
