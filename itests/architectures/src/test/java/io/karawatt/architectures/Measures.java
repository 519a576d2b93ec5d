package io.karawatt.architectures;

import io.karawatt.model.PointKey;
import io.karawatt.model.RegisterTable;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.RegisterSpec.Poll;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.DevicePoints.Place;
import io.karawatt.topology.InstalledDevice;
import java.util.ArrayList;
import java.util.List;

/** What a device can tell, and how a client without our line library would read it. */
final class Measures {

    private static final int WORTHWHILE_GAP = 8;

    private Measures() {}

    /** Registers read together, and the points in them. */
    record Block(RegisterTable table, int address, List<Place> places) {

        int count() {
            int end = places.stream()
                    .mapToInt(place -> place.address() + place.spec().coding().words())
                    .max()
                    .orElse(address);
            return end - address;
        }
    }

    /** The points that a gateway reads by itself. */
    static List<PointKey> polled(InstalledDevice device) {
        return DevicePoints.of(device.profile(), device.device()).stream()
                .filter(place -> place.spec().poll() != Poll.ON_REQUEST)
                .map(Place::key)
                .distinct()
                .toList();
    }

    /** Every measure of every load, in reads that the profile allows. */
    static List<Block> blocks(DeviceProfile profile, Device device) {
        List<Block> blocks = new ArrayList<>();
        for (RegisterTable table : RegisterTable.values()) {
            List<Place> places = DevicePoints.of(profile, device).stream()
                    .filter(place -> place.spec().table() == table)
                    .toList();
            List<Place> open = new ArrayList<>();
            for (Place place : places) {
                if (!open.isEmpty() && !joins(profile, open, place)) {
                    blocks.add(new Block(table, open.get(0).address(), List.copyOf(open)));
                    open.clear();
                }
                open.add(place);
            }
            if (!open.isEmpty()) {
                blocks.add(new Block(table, open.get(0).address(), List.copyOf(open)));
            }
        }
        return blocks;
    }

    private static boolean joins(DeviceProfile profile, List<Place> open, Place next) {
        DeviceProfile.Limits limits = profile.limits();
        int begin = open.get(0).address();
        int end = begin + new Block(next.spec().table(), begin, open).count();
        int span = Math.max(end, next.address() + next.spec().coding().words()) - begin;
        boolean inOneBlock = limits.blocks().isEmpty()
                || limits.blocks().stream()
                        .anyMatch(block -> block.table() == next.spec().table() && block.holds(begin, span));
        int gap = next.address() - end;
        return span <= limits.maxRead() && inOneBlock && gap <= (limits.holesReadable() ? WORTHWHILE_GAP : 0);
    }
}
