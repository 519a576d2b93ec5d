package io.karawatt.discovery.internal;

import io.karawatt.bus.Finding;
import io.karawatt.bus.ScanPlan;
import io.karawatt.discovery.ScanReport.Entry;
import io.karawatt.discovery.ScanReport.What;
import io.karawatt.topology.Device;
import io.karawatt.topology.Installation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Thinks through what a scan means for the installation; changes nothing itself.
 *
 * <p>A device is the one that is known when it has the same NET ID or serial number; else when it answers at its place
 * and is of its kind. Used once.
 */
final class Merge {

    private final Installation before;
    private final ScanPlan plan;
    private final List<LineResult> lines;
    private final Predicate<Device> answersFast;
    private final Addresses addresses;
    private final Map<String, Seen> matched = new LinkedHashMap<>();
    private final List<Seen> rest = new ArrayList<>();
    private final List<Entry> notes = new ArrayList<>();

    /**
     * Begins.
     *
     * @param before what is installed.
     * @param plan how the lines were searched.
     * @param lines what came of it.
     * @param answersFast tells whether a fast search finds a device.
     * @param own the gateway's own address.
     */
    Merge(Installation before, ScanPlan plan, List<LineResult> lines, Predicate<Device> answersFast, int own) {
        this.before = before;
        this.plan = plan;
        this.lines = lines;
        this.answersFast = answersFast;
        this.addresses = new Addresses(own);
    }

    MergePlan of(List<Seen> seen) {
        rest.addAll(seen);
        matchById();
        matchByPlace();
        conflicts();
        List<Change> changes = withAddresses(changes());
        return new MergePlan(changes, newcomers(), List.copyOf(notes));
    }

    private void matchById() {
        for (Device device : before.devices()) {
            List<Seen> twins = rest.stream().filter(one -> one.is(device)).toList();
            twins.stream()
                    .filter(one -> one.inPlaceOf(device))
                    .findFirst()
                    .or(() -> twins.stream().findFirst())
                    .ifPresent(one -> matched.put(device.key(), one));
            rest.removeAll(twins);
            twins.stream()
                    .filter(one -> !one.equals(matched.get(device.key())))
                    .forEach(twin -> notes.add(entry(
                            twin,
                            What.CLASH,
                            device.key(),
                            device.key()
                                    + " answers here too, with the same NET ID; give the lines different devices")));
        }
    }

    private void matchByPlace() {
        for (Device device : before.devices()) {
            List<Seen> here = rest.stream().filter(one -> one.inPlaceOf(device)).toList();
            Optional<Seen> same =
                    here.stream().filter(one -> one.kindOf(device)).findFirst();
            if (!matched.containsKey(device.key())) {
                same.ifPresent(one -> matched.put(device.key(), one));
                rest.removeAll(same.stream().toList());
            }
            here.stream()
                    .filter(one -> rest.contains(one) && one.finding().unit() == device.unit())
                    .filter(one -> !movedAway(device))
                    .forEach(stranger -> {
                        rest.remove(stranger);
                        notes.add(entry(
                                stranger,
                                What.CLASH,
                                device.key(),
                                "another kind of device stands in the place of " + device.key() + " ("
                                        + device.reference() + "); " + Words.told(stranger)
                                        + "; remove " + device.key() + " or put it back, then scan again"));
                    });
        }
    }

    private boolean movedAway(Device device) {
        Seen now = matched.get(device.key());
        return now != null
                && !(now.line().equals(device.line()) && now.finding().unit() == device.unit());
    }

    private void conflicts() {
        for (LineResult line : lines) {
            line.end().findings().stream()
                    .filter(finding -> finding.kind() == Finding.Kind.CONFLICT)
                    .map(finding -> new Seen(line.line(), line.network(), finding, null))
                    .forEach(seen -> notes.add(entry(
                            seen, What.CONFLICT, keyAt(seen), seen.finding().note())));
        }
    }

    private String keyAt(Seen seen) {
        return before.devices().stream()
                .filter(seen::inPlaceOf)
                .map(Device::key)
                .findFirst()
                .orElse("");
    }

    private List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        for (Device device : before.devices()) {
            Seen seen = matched.get(device.key());
            if (seen != null) {
                changes.add(
                        new Change(device, seen.update(device), seen.finding().note()));
            } else if (!device.missing()
                    && lines.stream().anyMatch(line -> line.misses(device, plan, answersFast.test(device)))) {
                changes.add(new Change(device, Devices.missing(device)));
            }
        }
        return withoutClashes(changes);
    }

    /** A device that came to a place where another is known to be, which did not go, stays where it was known. */
    private List<Change> withoutClashes(List<Change> changes) {
        List<Change> fitting = new ArrayList<>(changes);
        while (true) {
            Optional<Change> clash = fitting.stream()
                    .filter(change -> occupant(change, fitting).isPresent())
                    .findFirst();
            if (clash.isEmpty()) {
                return fitting;
            }
            Change change = clash.get();
            String other = occupant(change, fitting).map(Device::key).orElse("");
            fitting.remove(change);
            Seen seen = matched.get(change.before().key());
            if (seen != null) {
                notes.add(entry(
                        seen,
                        What.CLASH,
                        change.before().key(),
                        change.before().key() + " stands in the place of " + other + "; forget or move " + other
                                + ", then scan again"));
            }
        }
    }

    private Optional<Device> occupant(Change change, List<Change> fitting) {
        Device after = change.after();
        boolean stays = after.line().equals(change.before().line())
                && after.unit() == change.before().unit();
        if (stays) {
            return Optional.empty();
        }
        Set<String> changed = fitting.stream().map(one -> one.before().key()).collect(Collectors.toSet());
        Stream<Device> unchanged = before.devices().stream().filter(device -> !changed.contains(device.key()));
        return Stream.concat(unchanged, fitting.stream().map(Change::after))
                .filter(other -> !other.key().equals(after.key()))
                .filter(other -> other.line().equals(after.line()) && other.unit() == after.unit())
                .findFirst();
    }

    private List<Change> withAddresses(List<Change> changes) {
        List<Change> moves = changes.stream().filter(this::follows).toList();
        Set<String> moving = moves.stream().map(move -> move.before().key()).collect(Collectors.toSet());
        before.devices().stream()
                .filter(device -> !moving.contains(device.key()))
                .forEach(addresses::take);
        List<Change> settled = new ArrayList<>(changes);
        settled.removeAll(moves);
        for (Change move : addresses.follow(moves)) {
            settled.add(move);
            if (move.after().address() != move.after().unit()) {
                Seen seen = matched.get(move.before().key());
                notes.add(entry(
                        Objects.requireNonNull(seen),
                        What.CLASH,
                        move.before().key(),
                        "address " + move.after().unit() + " of the gateway is taken; "
                                + move.before().key() + " is still served at address "
                                + move.after().address()));
            }
        }
        return List.copyOf(settled);
    }

    private boolean follows(Change change) {
        Seen seen = matched.get(change.before().key());
        return seen != null
                && !seen.network()
                && change.before().address() == change.before().unit()
                && change.after().unit() != change.before().unit();
    }

    private List<Newcomer> newcomers() {
        List<Newcomer> newcomers = new ArrayList<>();
        Set<String> keys = before.devices().stream().map(Device::key).collect(Collectors.toSet());
        for (Seen seen : rest) {
            int unit = seen.finding().unit();
            if (seen.profile() == null) {
                notes.add(entry(seen, What.UNKNOWN, "", Words.told(seen)));
            } else if (!seen.network() && !addresses.free(unit)) {
                notes.add(entry(
                        seen,
                        What.CLASH,
                        "",
                        "address " + unit + " of the gateway is taken; all lines share 1 to " + Device.MAX_ADDRESS
                                + ": give one of the two another address"));
            } else {
                addresses
                        .any(unit)
                        .ifPresentOrElse(
                                address -> newcomers.add(new Newcomer(seen, device(seen, address, keys))),
                                () -> notes.add(entry(seen, What.CLASH, "", "no address of the gateway is free")));
            }
        }
        return newcomers;
    }

    private static Device device(Seen seen, int address, Set<String> keys) {
        String reference = seen.reference();
        String key = Words.key(reference, address, keys);
        keys.add(key);
        String name = reference + " " + address;
        return new Device(
                key, name, reference, seen.line(), address, seen.finding().unit(), "", seen.id(), List.of());
    }

    static Entry entry(Seen seen, What what, String device, String text) {
        return new Entry(seen.line(), seen.finding().unit(), what, device, seen.reference(), seen.id(), text);
    }
}
