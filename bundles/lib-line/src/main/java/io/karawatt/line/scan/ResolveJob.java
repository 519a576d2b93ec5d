package io.karawatt.line.scan;

import io.karawatt.modbus.addressing.NetId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Ends the conflict at one address by giving free ones to all but one of the devices that can be told apart. */
final class ResolveJob implements Job {

    private static final String BY_HAND = "; give all but one of them another address at the device itself";

    private final ScanState scan;
    private final int unit;
    private final int session;
    private final List<NetId> movers = new ArrayList<>();
    private boolean sorted;
    private boolean keeperStays = true;
    private boolean tested;

    ResolveJob(ScanState scan, int unit, int session) {
        this.scan = scan;
        this.unit = unit;
        this.session = session;
    }

    @Override
    public boolean step() {
        if (!sorted) {
            sorted = true;
            sort();
        }
        if (!movers.isEmpty()) {
            move(movers.remove(0));
            tested = false;
            return false;
        }
        if (!tested) {
            tested = true;
            scan.first(new CollisionJob(scan, unit));
            return false;
        }
        List<NetId> there = scan.holdersAt(unit);
        boolean still = scan.sighting(unit).filter(Sighting::conflict).isPresent();
        if (still && keeperStays && !there.isEmpty()) {
            // Somebody is there who does not know the protocol and can't be moved.
            keeperStays = false;
            movers.addAll(there);
            return false;
        }
        if (still) {
            scan.see(unit).note(scan.see(unit).finding().note() + BY_HAND);
        }
        return true;
    }

    private void sort() {
        List<NetId> there = new ArrayList<>(scan.holdersAt(unit));
        if (there.size() == 1) {
            keeperStays = false;
        } else if (!there.isEmpty()) {
            there.remove(keeper(there));
        }
        movers.addAll(there);
    }

    private NetId keeper(List<NetId> there) {
        return there.stream()
                .filter(id -> scan.setup().known().at(unit, id))
                .findFirst()
                .orElseGet(() -> Collections.min(there));
    }

    private void move(NetId id) {
        OptionalInt known = scan.setup().known().unitOf(id);
        Optional<Integer> target = known.isPresent() && known.getAsInt() != unit && scan.free(known.getAsInt(), id)
                ? Optional.of(known.getAsInt())
                : scan.lowestFree(0, id).filter(free -> free != unit);
        if (target.isPresent()) {
            scan.first(new AssignJob(scan, session, id, target.get()));
        } else {
            scan.see(unit).note("no address of the range is free for " + id);
        }
    }
}
