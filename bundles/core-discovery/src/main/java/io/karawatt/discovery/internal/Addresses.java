package io.karawatt.discovery.internal;

import io.karawatt.topology.Device;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The addresses under which the gateway serves devices: one range, 1..247, for all lines.
 *
 * <p>On serial lines the address of a device is its unit id, so it follows when the device is given another one; unless
 * somebody has that address, or the operator gave the device an address of its own.
 */
final class Addresses {

    private final Set<Integer> taken = new HashSet<>();

    /**
     * Begins.
     *
     * @param own the gateway's own address.
     */
    Addresses(int own) {
        taken.add(own);
    }

    /** Counts a device in that stays as it is. */
    void take(Device device) {
        taken.add(device.address());
    }

    boolean free(int address) {
        return !taken.contains(address);
    }

    /** Returns the unit id when it is free, else the lowest free address, and counts it as taken. */
    Optional<Integer> any(int unit) {
        Optional<Integer> found = IntStream.concat(IntStream.of(unit), IntStream.rangeClosed(1, Device.MAX_ADDRESS))
                .filter(this::free)
                .boxed()
                .findFirst();
        found.ifPresent(taken::add);
        return found;
    }

    /**
     * Gives known devices the addresses that follow their unit ids, as many as can have them, and counts all as taken.
     *
     * @param moves those whose unit id changed on a serial line.
     * @return the moves with their addresses; unchanged where the new one is not free.
     */
    List<Change> follow(List<Change> moves) {
        List<Change> following = new ArrayList<>(moves);
        Set<Integer> staying = new HashSet<>(taken);
        while (true) {
            Set<Integer> wanted = new HashSet<>(staying);
            Optional<Change> hindered = following.stream()
                    .filter(move -> !wanted.add(move.after().unit()))
                    .findFirst();
            if (hindered.isEmpty()) {
                break;
            }
            following.remove(hindered.get());
            staying.add(hindered.get().before().address());
        }
        List<Change> all = moves.stream()
                .map(move -> following.contains(move)
                        ? new Change(
                                move.before(),
                                Devices.at(move.after(), move.after().unit()),
                                move.note())
                        : move)
                .toList();
        all.forEach(move -> take(move.after()));
        return all;
    }
}
