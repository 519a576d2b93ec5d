package io.karawatt.line.scan;

import io.karawatt.bus.ScanPlan.Addressing;
import java.util.ArrayList;
import java.util.List;

/** Decides, when all conflicts are known, what is done about them. */
final class AddressingJob implements Job {

    private final ScanState scan;

    AddressingJob(ScanState scan) {
        this.scan = scan;
    }

    @Override
    public boolean step() {
        List<Integer> units = new ArrayList<>();
        for (Sighting sighting : scan.atThisSpeed()) {
            if (sighting.conflict()) {
                units.add(sighting.unit());
            }
        }
        if (scan.plan().addressing() == Addressing.AUTOSET && !units.isEmpty()) {
            int session = scan.newSession();
            for (int i = units.size() - 1; i >= 0; i--) {
                scan.first(new ResolveJob(scan, units.get(i), session));
            }
        }
        List<Integer> able =
                units.stream().filter(unit -> !scan.holdersAt(unit).isEmpty()).toList();
        if (scan.plan().addressing() == Addressing.PUSH_BUTTON && !able.isEmpty()) {
            scan.first(new PressJob(scan, able));
        }
        return true;
    }
}
