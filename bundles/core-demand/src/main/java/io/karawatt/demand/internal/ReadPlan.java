package io.karawatt.demand.internal;

import io.karawatt.model.RegisterTable;
import io.karawatt.profile.DeviceProfile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Joins points whose registers lie side by side, so that few transactions read many of them. */
final class ReadPlan {

    /** Registers nobody asked for that cost less than another transaction, on the slowest lines as on the fastest. */
    static final int LONGEST_HOLE = 16;

    private ReadPlan() {}

    /**
     * Plans reads.
     *
     * @param slots points of one device.
     * @param limits what the device can take.
     * @return the reads, each within the limits. A point that is longer than the largest read is left out.
     */
    static List<ReadRun> of(Collection<Slot> slots, DeviceProfile.Limits limits) {
        List<ReadRun> runs = new ArrayList<>();
        List<Slot> open = new ArrayList<>();
        int end = 0;
        for (Slot slot : ordered(slots, limits.maxRead())) {
            int furthest = Math.max(end, slot.end());
            if (!open.isEmpty() && !joins(open.get(0), end, slot, furthest, limits)) {
                runs.add(new ReadRun(open));
                open.clear();
                furthest = slot.end();
            }
            open.add(slot);
            end = furthest;
        }
        if (!open.isEmpty()) {
            runs.add(new ReadRun(open));
        }
        return runs;
    }

    private static List<Slot> ordered(Collection<Slot> slots, int maxRead) {
        return slots.stream()
                .filter(slot -> slot.end() - slot.address() <= maxRead)
                .sorted(Comparator.comparing(Slot::table).thenComparingInt(Slot::address))
                .toList();
    }

    private static boolean joins(Slot first, int end, Slot next, int furthest, DeviceProfile.Limits limits) {
        int hole = limits.holesReadable() ? LONGEST_HOLE : 0;
        int span = furthest - first.address();
        return first.table() == next.table()
                && next.address() - end <= hole
                && span <= limits.maxRead()
                && inOneBlock(limits.blocks(), first.table(), first.address(), span);
    }

    private static boolean inOneBlock(List<DeviceProfile.Block> blocks, RegisterTable table, int address, int span) {
        return blocks.isEmpty()
                || blocks.stream().anyMatch(block -> block.table() == table && block.holds(address, span));
    }
}
