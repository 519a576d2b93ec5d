package io.karawatt.shell.internal;

import io.karawatt.bus.ScanPlan;
import io.karawatt.bus.ScanProgress;
import io.karawatt.discovery.ScanReport;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a scan is shown. */
final class ScanView {

    private static final int PERCENT = 100;

    private ScanView() {}

    /** Everything: how it searched, each line, each device. */
    static Card report(ScanReport report) {
        ScanPlan plan = report.plan();
        Table lines = Table.of("line", "status", "step", "done", "total", "found", "conflicts", "text");
        for (ScanReport.LineScan line : report.lines()) {
            ScanProgress progress = line.progress();
            lines.row(
                    line.line(),
                    word(progress.status()),
                    word(progress.step()),
                    progress.done(),
                    progress.total(),
                    progress.found(),
                    progress.conflicts(),
                    progress.text());
        }
        return new Card()
                .with("state", word(report.state()))
                .with("depth", word(plan.depth()))
                .with("range", plan.first() + "-" + plan.last())
                .with("speeds", plan.otherSpeeds())
                .with("addressing", word(plan.addressing()))
                .with("begun", report.begun())
                .with("ended", report.ended())
                .table("lines", lines)
                .table("devices", devices(report.entries()));
    }

    /** What became of each device. */
    static Table devices(List<ScanReport.Entry> entries) {
        Table devices = Table.of("line", "unit", "result", "device", "reference", "id", "text")
                .ifEmpty(Messages.text("scan.empty"));
        for (ScanReport.Entry entry : entries) {
            devices.row(
                    entry.line(),
                    entry.unit(),
                    word(entry.what()),
                    entry.device(),
                    entry.reference(),
                    entry.id(),
                    entry.text());
        }
        return devices;
    }

    /** One line for somebody who waits. */
    static String line(ScanReport report) {
        if (report.state() == ScanReport.State.MERGING) {
            return Messages.text("scan.merging");
        }
        return report.lines().stream().map(ScanView::line).collect(Collectors.joining(" | "));
    }

    private static String line(ScanReport.LineScan line) {
        ScanProgress progress = line.progress();
        if (progress.status() != ScanProgress.Status.RUNNING) {
            return Messages.text("scan.over", line.line(), word(progress.status()), progress.found());
        }
        String share = progress.total() > 0 ? progress.done() * PERCENT / progress.total() + " %" : progress.text();
        return Messages.text(
                "scan.line", line.line(), word(progress.step()), share, progress.found(), progress.conflicts());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
