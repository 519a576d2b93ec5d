package io.karawatt.profile.read.internal;

import io.karawatt.profile.DeviceProfile;
import io.karawatt.profile.DeviceProfile.Limits;
import io.karawatt.profile.RegisterSpec;
import io.karawatt.profile.RegisterSpec.Kind;
import io.karawatt.profile.RegisterSpec.Poll;
import io.karawatt.profile.Setting.Guard;
import io.karawatt.profile.read.internal.Draft.DeviceDraft;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Joins the devices of a draft with their register tables. */
final class Composer {

    private static final Comparator<RegisterSpec> BY_ADDRESS =
            Comparator.comparingInt(RegisterSpec::address).thenComparing(RegisterSpec::name);

    private final Map<String, List<TableRow>> tables;
    private final WordMap words;
    private final IdentityHashMap<RegisterSpec, List<RegisterSpec>> variants = new IdentityHashMap<>();
    private final Map<List<Object>, List<RegisterSpec>> finished = new HashMap<>();
    private final Set<List<String>> checked = new HashSet<>();

    /**
     * Starts.
     *
     * @param tables all good register tables by name.
     * @param words scratch space.
     */
    Composer(Map<String, List<TableRow>> tables, WordMap words) {
        this.tables = tables;
        this.words = words;
    }

    /**
     * Joins a file.
     *
     * @param draft the file; takes faults found on the way.
     * @return its profiles; not to be used when there are faults.
     */
    List<DeviceProfile> compose(Draft draft) {
        finished.clear();
        checked.clear();
        List<DeviceProfile> profiles = new ArrayList<>();
        MemoryComposer memories = new MemoryComposer(draft.faults());
        for (DeviceDraft device : draft.devices()) {
            List<RegisterSpec> registers = registers(draft, device);
            Limits own = device.limits();
            Limits limits = new Limits(own.maxRead(), own.holesReadable(), own.turnaroundMs(), draft.blocks());
            profiles.add(new DeviceProfile(
                    device.reference(),
                    draft.family(),
                    device.title(),
                    device.buses(),
                    device.identification(),
                    device.capabilities(),
                    limits,
                    registers,
                    memories.compose(draft.memories(), device.capabilities(), limits, registers),
                    device.origin()));
        }
        memories.finish();
        return profiles;
    }

    private List<RegisterSpec> registers(Draft draft, DeviceDraft device) {
        List<String> names = device.tables().stream().map(Cell::text).toList();
        List<Integer> amounts = new ArrayList<>();
        draft.instances().forEach(rule -> amounts.add(rule.amount(device.capabilities())));
        draft.needs().forEach(rule -> amounts.add(Math.min(1, rule.amount(device.capabilities()))));
        // Devices that differ in nothing that touches registers share one list.
        List<Object> key = List.of(names, amounts);
        List<RegisterSpec> known = finished.get(key);
        if (known != null) {
            return known;
        }
        List<TableRow> rows = rows(draft, device);
        if (checked.add(names)) {
            check(draft, device, rows);
        }
        List<RegisterSpec> registers = new ArrayList<>(rows.size());
        for (TableRow row : rows) {
            int count = instances(draft, device, row);
            if (count > 0) {
                registers.add(variant(row.spec(), poll(draft, device, row), count));
            }
        }
        registers.sort(BY_ADDRESS);
        List<RegisterSpec> result = List.copyOf(registers);
        finished.put(key, result);
        return result;
    }

    private List<TableRow> rows(Draft draft, DeviceDraft device) {
        List<TableRow> rows = new ArrayList<>(draft.registers());
        Set<String> seen = new HashSet<>();
        for (Cell name : device.tables()) {
            List<TableRow> table = tables.get(name.text());
            if (table == null) {
                draft.faults()
                        .add(
                                name.line(),
                                "there is no good register table '" + name.text() + "'; it is read from " + name.text()
                                        + ".registers.csv" + Nearest.hint(name.text(), tables.keySet()));
            } else if (seen.add(name.text())) {
                rows.addAll(table);
            } else {
                draft.faults().add(name.line(), "table '" + name.text() + "' is named twice; remove one");
            }
        }
        if (rows.isEmpty() && draft.faults().none()) {
            draft.faults()
                    .add(device.line(), "'" + device.reference() + "' has no registers; add 'tables' or 'registers'");
        }
        return rows;
    }

    /** Finds rows that contradict each other, give the same point twice or lie outside the blocks. */
    private void check(Draft draft, DeviceDraft device, List<TableRow> rows) {
        words.clear();
        Map<String, RegisterSpec> points = new HashMap<>();
        Map<String, RegisterSpec> settings = new HashMap<>();
        boolean key = rows.stream().anyMatch(row -> row.spec().setting().guard() == Guard.KEY);
        for (TableRow row : rows) {
            RegisterSpec spec = row.spec();
            checkSetting(draft, device, spec, key, settings);
            TableRow other = words.add(row);
            if (other != null) {
                fault(
                        draft,
                        spec,
                        device,
                        "shares words with '" + other.spec().name() + "' ("
                                + other.spec().origin()
                                + "), address " + other.spec().address()
                                + "; correct one of the addresses, or mark one row with alias yes");
            }
            if (spec.point()) {
                boolean many = spec.scope().equals("load") || spec.count() > 1;
                String point = spec.name().concat(many ? "*" : ".").concat(spec.stat());
                RegisterSpec first = points.putIfAbsent(point, spec);
                if (first != null) {
                    fault(
                            draft,
                            spec,
                            device,
                            "gives the same point as " + first.origin() + "; give one of them another stat");
                }
            }
            if (!draft.blocks().isEmpty() && !inside(draft, spec)) {
                fault(draft, spec, device, "lies outside of all blocks; correct its address or the blocks");
            }
        }
    }

    private static void checkSetting(
            Draft draft, DeviceDraft device, RegisterSpec spec, boolean key, Map<String, RegisterSpec> settings) {
        if (spec.setting().guard() == Guard.LOCKED && !key) {
            fault(draft, spec, device, "is locked, but no row is the key; mark the row that unlocks with guard key");
        }
        if (spec.kind() == Kind.SETTING
                && spec.access().readable()
                && !spec.setting().group().isEmpty()) {
            RegisterSpec first = settings.putIfAbsent(spec.setting().group() + '/' + spec.label(), spec);
            if (first != null) {
                fault(
                        draft,
                        spec,
                        device,
                        "has the same group and label as " + first.origin() + "; give one of them another label");
            }
        }
    }

    private static boolean inside(Draft draft, RegisterSpec spec) {
        for (int instance = 1; instance <= spec.count(); instance++) {
            int address = spec.addressOf(instance);
            boolean held = draft.blocks().stream()
                    .anyMatch(block -> block.table() == spec.table()
                            && block.holds(address, spec.coding().words()));
            if (!held) {
                return false;
            }
        }
        return true;
    }

    private static void fault(Draft draft, RegisterSpec spec, DeviceDraft device, String reason) {
        String what = "'" + spec.name() + (spec.stat().isEmpty() ? "" : "." + spec.stat()) + "' at address "
                + spec.address() + " " + reason;
        if (spec.origin().file().equals(draft.faults().file())) {
            draft.faults().add(spec.origin().line(), what);
        } else {
            draft.faults().add(device.line(), "'" + device.reference() + "': " + what + " (row " + spec.origin() + ")");
        }
    }

    private static int instances(Draft draft, DeviceDraft device, TableRow row) {
        for (Rule rule : draft.instances()) {
            if (rule.matches(row)) {
                return Math.min(row.spec().count(), rule.amount(device.capabilities()));
            }
        }
        return row.spec().count();
    }

    private static Poll poll(Draft draft, DeviceDraft device, TableRow row) {
        for (Rule rule : draft.needs()) {
            if (rule.matches(row) && rule.amount(device.capabilities()) == 0) {
                return Poll.ON_REQUEST;
            }
        }
        return row.spec().poll();
    }

    private RegisterSpec variant(RegisterSpec spec, Poll poll, int count) {
        if (spec.poll() == poll && spec.count() == count) {
            return spec;
        }
        List<RegisterSpec> known = variants.computeIfAbsent(spec, s -> new ArrayList<>(2));
        for (RegisterSpec variant : known) {
            if (variant.poll() == poll && variant.count() == count) {
                return variant;
            }
        }
        RegisterSpec made = new RegisterSpec(
                spec.name(),
                spec.kind(),
                spec.scope(),
                spec.stat(),
                spec.table(),
                spec.address(),
                spec.stride(),
                count,
                spec.coding(),
                spec.access(),
                poll,
                spec.origin(),
                spec.setting(),
                spec.plausible());
        known.add(made);
        return made;
    }
}
