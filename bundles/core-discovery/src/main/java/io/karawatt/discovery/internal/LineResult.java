package io.karawatt.discovery.internal;

import io.karawatt.bus.Finding;
import io.karawatt.bus.ScanPlan;
import io.karawatt.bus.ScanProgress;
import io.karawatt.topology.Device;
import java.util.List;

/**
 * What a scan brought on one line.
 *
 * @param line name of the line.
 * @param network whether it is a network connection.
 * @param end its last progress.
 */
record LineResult(String line, boolean network, ScanProgress end) {

    /** What is known of a network line without a search: nobody is missed because of it. */
    static LineResult partial(String line, List<Finding> findings) {
        return new LineResult(
                line,
                true,
                new ScanProgress(
                        ScanProgress.Status.CANCELLED,
                        ScanProgress.Step.ADDRESS_SCANNING,
                        findings.size(),
                        findings.size(),
                        findings.size(),
                        0,
                        "",
                        findings));
    }

    /** Tells whether this scan would have found a device if it were where it is known to be. */
    boolean misses(Device device, ScanPlan plan, boolean answersFast) {
        return end.status() == ScanProgress.Status.DONE
                && device.line().equals(line)
                && device.unit() >= plan.first()
                && device.unit() <= plan.last()
                && (plan.depth() == ScanPlan.Depth.FULL || answersFast)
                && end.findings().stream()
                        .noneMatch(f -> f.kind() == Finding.Kind.CONFLICT && f.unit() == device.unit());
    }
}
