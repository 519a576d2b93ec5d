package io.karawatt.bench;

import io.karawatt.bus.ScanPlan;
import io.karawatt.bus.ScanPlan.Addressing;
import io.karawatt.bus.ScanPlan.Depth;
import io.karawatt.bus.ScanProgress.Status;
import io.karawatt.topology.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How long scans take in the time of the line: 247 empty addresses, 32 devices, and devices fresh from the factory that
 * all have address 1 and get free ones. The wire is timed, but nobody waits for it, so the figures are the same on each
 * machine.
 */
public final class ScanBenchmark implements Benchmark {

    private static final double LIMIT_SECONDS = 60;
    private static final int DEVICES = 32;
    private static final int BAUD = 38_400;
    private static final int[] BAUDS = {9_600, BAUD, 115_200};
    private static final int[] TOGETHER = {2, 8, DEVICES};

    @Override
    public String name() {
        return "scan";
    }

    @Override
    public List<Row> run(Consumer<String> progress) throws Exception {
        List<Row> rows = new ArrayList<>();
        for (Depth depth : Depth.values()) {
            for (int baud : BAUDS) {
                String situation = depth + ", 247 empty addresses, " + baud + " Bd";
                progress.accept(situation);
                ScanPlant plant = new ScanPlant(baud, 0, false);
                rows.add(seconds(situation, plant.scan(plan(depth, Addressing.NONE)), LIMIT_SECONDS));
            }
        }
        for (Depth depth : Depth.values()) {
            String situation = depth + ", " + DEVICES + " devices, " + BAUD + " Bd";
            progress.accept(situation);
            ScanPlant.Outcome outcome = new ScanPlant(BAUD, DEVICES, false).scan(plan(depth, Addressing.NONE));
            rows.add(seconds(situation, outcome, LIMIT_SECONDS));
            rows.add(found(situation, outcome, DEVICES));
        }
        for (int devices : TOGETHER) {
            String situation = "AUTOSET, " + devices + " devices at one address, " + BAUD + " Bd";
            progress.accept(situation);
            ScanPlant.Outcome outcome = new ScanPlant(BAUD, devices, true).scan(plan(Depth.FAST, Addressing.AUTOSET));
            rows.add(seconds(situation, outcome, Double.NaN));
            rows.add(found(situation, outcome, devices));
        }
        return rows;
    }

    private static ScanPlan plan(Depth depth, Addressing addressing) {
        return new ScanPlan(depth, 1, Device.MAX_ADDRESS, false, addressing);
    }

    private Row seconds(String situation, ScanPlant.Outcome outcome, double limit) {
        if (outcome.end().status() != Status.DONE) {
            throw new IllegalStateException(situation + ": " + outcome.end().text());
        }
        String what = Double.isNaN(limit) ? "" : "limit";
        return new Row(name(), situation, "line-time", outcome.seconds(), "s", limit, what);
    }

    private Row found(String situation, ScanPlant.Outcome outcome, int devices) {
        return new Row(name(), situation, "found", outcome.end().found(), "-", devices, "devices, each alone");
    }
}
