package io.karawatt.line;

import io.karawatt.line.ReadBlock.PlacedSlot;
import io.karawatt.model.RegisterTable;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.RegisterSpec.Poll;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.DevicePoints.Place;
import io.karawatt.topology.InstalledDevice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Decides which registers are read together, so that a device's group costs the least time on its wire.
 *
 * <p>Neighbours are joined across a hole when reading the hole is cheaper than another transaction. A block never
 * exceeds the profile's largest read, never splits a value, stays inside the profile's blocks, and crosses registers
 * that the profile does not know only when it says that holes are readable.
 */
final class BlockPlanner {

    private final WireCost cost;

    BlockPlanner(WireCost cost) {
        this.cost = cost;
    }

    /**
     * What one poll of a group reads.
     *
     * @param indexes schema index of each slot, rising.
     * @param blocks the reads, in rising order of address within a table.
     */
    record Plan(List<Integer> indexes, List<ReadBlock> blocks) {

        /** Copies both. */
        Plan {
            indexes = List.copyOf(indexes);
            blocks = List.copyOf(blocks);
        }
    }

    /**
     * Plans a group of a device by its profile alone.
     *
     * @param installed the device with its profile.
     * @param group which registers.
     * @return the plan.
     */
    Plan plan(InstalledDevice installed, Poll group) {
        return plan(installed, group, Terms.of(installed.profile()));
    }

    /**
     * What a plan has to respect beside the profile.
     *
     * @param most most registers of one read; a value that is longer is read alone.
     * @param turnaround expected turnaround.
     * @param habits registers that the device refused; null when nothing is known.
     */
    record Terms(int most, Duration turnaround, @Nullable Habits habits) {

        static Terms of(DeviceProfile profile) {
            DeviceProfile.Limits limits = profile.limits();
            return new Terms(limits.maxRead(), Duration.ofMillis(limits.turnaroundMs()), null);
        }

        boolean refused(RegisterTable table, int first, int end) {
            return habits != null && first < end && habits.refused(table, first, end);
        }
    }

    /**
     * Plans a group of a device.
     *
     * @param installed the device with its profile.
     * @param group which registers.
     * @param terms what is known beside the profile.
     * @return the plan; without blocks when the group is empty. A value larger than the largest read is left out.
     */
    Plan plan(InstalledDevice installed, Poll group, Terms terms) {
        DeviceProfile profile = installed.profile();
        TreeMap<Integer, Place> wanted = new TreeMap<>();
        for (Place place : DevicePoints.of(profile, installed.device())) {
            OptionalInt index = installed.schema().indexOf(place.key());
            boolean fits = place.spec().coding().words() <= profile.limits().maxRead();
            if (place.spec().poll() == group && index.isPresent() && fits) {
                wanted.putIfAbsent(index.getAsInt(), place);
            }
        }
        List<PlacedSlot> slots = new ArrayList<>();
        wanted.values().forEach(place -> slots.add(new PlacedSlot(place, slots.size())));
        List<ReadBlock> blocks = new ArrayList<>();
        for (RegisterTable table : RegisterTable.values()) {
            List<PlacedSlot> ofTable = new ArrayList<>();
            slots.stream().filter(s -> s.place().spec().table() == table).forEach(ofTable::add);
            ofTable.sort(Comparator.comparingInt(s -> s.place().address()));
            blocks.addAll(cut(ofTable, profile, terms));
        }
        return new Plan(List.copyOf(wanted.keySet()), blocks);
    }

    /** The cheapest cut of n points is the cheapest cut of the first i plus one block of the rest, for the best i. */
    private List<ReadBlock> cut(List<PlacedSlot> points, DeviceProfile profile, Terms terms) {
        boolean[] wall = walls(points, profile, terms);
        int most = Math.min(profile.limits().maxRead(), terms.most());
        long[] best = new long[points.size() + 1];
        int[] from = new int[points.size() + 1];
        for (int to = 1; to <= points.size(); to++) {
            best[to] = Long.MAX_VALUE;
            int end = 0;
            for (int first = to - 1; first >= 0; first--) {
                end = Math.max(end, points.get(first).end());
                int span = end - points.get(first).place().address();
                boolean alone = first == to - 1;
                if (!alone && (span > most || !inOneBlock(profile, points.get(first), span))) {
                    break;
                }
                long total = best[first] + cost.readNanos(span, terms.turnaround());
                if (total <= best[to]) {
                    best[to] = total;
                    from[to] = first;
                }
                if (wall[first]) {
                    break;
                }
            }
        }
        List<ReadBlock> blocks = new ArrayList<>();
        for (int to = points.size(); to > 0; to = from[to]) {
            blocks.add(new ReadBlock(points.subList(from[to], to)));
        }
        Collections.reverse(blocks);
        return blocks;
    }

    private static boolean inOneBlock(DeviceProfile profile, PlacedSlot first, int span) {
        List<DeviceProfile.Block> blocks = profile.limits().blocks();
        RegisterTable table = first.place().spec().table();
        int address = first.place().address();
        return blocks.isEmpty()
                || blocks.stream().anyMatch(block -> block.table() == table && block.holds(address, span));
    }

    /** Tells before which points a block must begin because the hole in front, or a neighbour, can't be read. */
    private static boolean[] walls(List<PlacedSlot> points, DeviceProfile profile, Terms terms) {
        boolean[] wall = new boolean[points.size()];
        if (points.isEmpty()) {
            return wall;
        }
        RegisterTable table = points.get(0).place().spec().table();
        boolean holes = profile.limits().holesReadable();
        BitSet known = holes ? new BitSet() : known(profile, table);
        int end = 0;
        boolean bad = false;
        for (int i = 0; i < wall.length; i++) {
            int address = points.get(i).place().address();
            boolean worse = terms.refused(table, address, points.get(i).end());
            boolean unknown = !holes && known.nextClearBit(end) < address;
            boolean hole = end < address && (unknown || terms.refused(table, end, address));
            wall[i] = i > 0 && (hole || bad || worse);
            bad = worse;
            end = Math.max(end, points.get(i).end());
        }
        return wall;
    }

    private static BitSet known(DeviceProfile profile, RegisterTable table) {
        BitSet known = new BitSet(0x10000);
        for (RegisterSpec spec : profile.registers()) {
            if (spec.table() == table && spec.access().readable()) {
                for (int instance = 1; instance <= spec.count(); instance++) {
                    int address = spec.addressOf(instance);
                    known.set(address, address + spec.coding().words());
                }
            }
        }
        return known;
    }
}
