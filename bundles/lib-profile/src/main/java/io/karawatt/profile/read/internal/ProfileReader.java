package io.karawatt.profile.read.internal;

import io.karawatt.model.Quantity;
import io.karawatt.model.RegisterTable;
import io.karawatt.profile.DeviceProfile.Block;
import io.karawatt.profile.DeviceProfile.Identification;
import io.karawatt.profile.DeviceProfile.Limits;
import io.karawatt.profile.RegisterSpec.Origin;
import io.karawatt.profile.read.internal.Draft.DeviceDraft;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a profile file into a draft. */
final class ProfileReader {

    private static final int MAX_DEVICES = 500;
    private static final Set<String> TOP = Set.of(
            "family",
            "title",
            "buses",
            "tables",
            "limits",
            "needs",
            "instances",
            "capabilities",
            "defaults",
            "registers",
            "blocks",
            "memories",
            "devices",
            "status",
            "source",
            "note");
    private static final Set<String> DEVICE = Set.of(
            "reference",
            "title",
            "buses",
            "tables",
            "identification",
            "capabilities",
            "limits",
            "status",
            "source",
            "note");
    private static final Set<String> LIMITS = Set.of("maxRead", "holesReadable", "turnaroundMs");
    private static final Set<String> IDENTIFICATION = Set.of("orderId", "productId", "extendedName");
    private static final Set<String> RULE = Set.of("scope", "group", "stat", "name", "capability");
    private static final Set<String> BLOCK = Set.of("function", "address", "words", "stride", "count");
    private static final Set<String> DEFAULTS = RegisterReader.COLUMNS.stream()
            .filter(column -> !column.equals("name") && !column.equals("address"))
            .collect(Collectors.toUnmodifiableSet());
    private static final Map<String, Boolean> YES_NO = Map.of("yes", true, "no", false, "true", true, "false", false);
    private static final Map<String, Boolean> STATUS = Map.of("sourced", true, "assumed", false);

    private final Faults faults;
    private final RegisterReader registers;
    private final MemoryReader memories;
    private final Pool pool;

    ProfileReader(Map<String, Quantity> quantities, Faults faults, Pool pool) {
        this.faults = faults;
        this.registers = new RegisterReader(quantities, faults, pool);
        this.memories = new MemoryReader(quantities, faults);
        this.pool = pool;
    }

    /**
     * Reads a file.
     *
     * @param text its content.
     * @return the draft; null when the file is no YAML at all. Not to be used when there are faults.
     */
    @Nullable
    Draft read(String text) {
        YamlNode.Mapping root = YamlReader.read(text, faults, pool);
        if (root == null) {
            return null;
        }
        Section top = new Section(root, TOP, null, faults);
        Section defaults = top.section("defaults", DEFAULTS);
        List<Row> rows = List.copyOf(top.sections("registers", RegisterReader.COLUMNS, defaults));
        Fields fields = new Fields(top, faults);
        Draft draft = new Draft(
                fields.name("family"),
                registers.rows(rows),
                rules(top, "needs"),
                rules(top, "instances"),
                memories.read(top),
                blocks(top),
                devices(top, fields),
                faults);
        fields.text("note", "");
        if (draft.devices().isEmpty() && faults.none()) {
            faults.add(top.line(), "the file has no devices; add 'devices:' with at least one 'reference:'");
        }
        return draft;
    }

    private List<DeviceDraft> devices(Section top, Fields file) {
        Limits limits = limits(top, new Limits(125, false, 20));
        Map<String, String> capabilities = capabilities(top, Map.of());
        List<DeviceDraft> devices = new ArrayList<>();
        for (Section device : top.sections("devices", DEVICE, null)) {
            if (devices.size() == MAX_DEVICES) {
                faults.add(device.line(), "more than " + MAX_DEVICES + " devices; split the file");
                break;
            }
            devices.add(device(device, new Inherited(top, file, limits, capabilities)));
        }
        return devices;
    }

    /** What a device takes from its file where it says nothing itself. */
    private record Inherited(Section top, Fields fields, Limits limits, Map<String, String> capabilities) {}

    private DeviceDraft device(Section device, Inherited file) {
        Fields fields = new Fields(device, faults);
        Cell reference = device.cell("reference");
        String name = reference == null ? "" : reference.text();
        if (name.isEmpty() || name.length() > 40 || name.chars().anyMatch(c -> c < 0x20 || c > 0x7E)) {
            faults.add(
                    reference == null ? device.line() : reference.line(),
                    "a device needs a 'reference' of 1 to 40 printable ASCII characters");
        }
        int line = reference == null ? device.line() : reference.line();
        List<Cell> tables = new ArrayList<>(file.top().words("tables"));
        tables.addAll(device.words("tables"));
        boolean sourced = fields.word("status", STATUS, file.fields().word("status", STATUS, false));
        String source = fields.text("source", file.fields().text("source", ""));
        fields.text("note", "");
        return new DeviceDraft(
                name,
                line,
                fields.text("title", name),
                buses(device, file.top()),
                tables,
                identification(device),
                capabilities(device, file.capabilities()),
                limits(device, file.limits()),
                new Origin(faults.file(), line, sourced, source));
    }

    private Set<String> buses(Section device, Section top) {
        Set<String> buses = new LinkedHashSet<>();
        for (Cell bus : (device.has("buses") ? device : top).words("buses")) {
            if (!bus.text().matches("[a-z0-9-]{1,20}")) {
                faults.add(
                        bus.line(), "'" + bus.text() + "' is no bus; write for example digiware, rs485 or modbus-tcp");
            }
            buses.add(bus.text());
        }
        if (buses.isEmpty()) {
            faults.add(device.line(), "the device has no 'buses'; write for example buses: [rs485]");
        }
        return buses;
    }

    private Identification identification(Section device) {
        Section section = device.section("identification", IDENTIFICATION);
        if (section == null) {
            return new Identification(-1, -1, "");
        }
        Fields fields = new Fields(section, faults);
        return new Identification(
                fields.whole("orderId", 0, 0xFFFF, -1),
                fields.whole("productId", 0, 0xFFFF, -1),
                fields.text("extendedName", ""));
    }

    private Map<String, String> capabilities(Section section, Map<String, String> inherited) {
        Map<String, String> capabilities = new HashMap<>(inherited);
        section.texts("capabilities").forEach((name, cell) -> {
            capabilities.put(name, cell.text());
            if (name.equals("maxLoads")
                    && Numbers.whole(cell.text()).stream().noneMatch(loads -> loads >= 0 && loads <= 999)) {
                faults.add(cell.line(), "'maxLoads' is '" + cell.text() + "'; write a number from 0 to 999");
            }
        });
        return capabilities;
    }

    private Limits limits(Section parent, Limits inherited) {
        Section section = parent.section("limits", LIMITS);
        if (section == null) {
            return inherited;
        }
        Fields fields = new Fields(section, faults);
        return new Limits(
                fields.whole("maxRead", 1, 125, inherited.maxRead()),
                fields.word("holesReadable", YES_NO, inherited.holesReadable()),
                fields.whole("turnaroundMs", 0, 10_000, inherited.turnaroundMs()));
    }

    private List<Rule> rules(Section top, String key) {
        List<Rule> rules = new ArrayList<>();
        for (Section section : top.sections(key, RULE, null)) {
            Fields fields = new Fields(section, faults);
            Rule rule = new Rule(
                    fields.name("scope", ""),
                    fields.name("group", ""),
                    fields.name("stat", ""),
                    fields.text("name", ""),
                    fields.name("capability"));
            if (rule.scope().isEmpty()
                    && rule.group().isEmpty()
                    && rule.stat().isEmpty()
                    && rule.name().isEmpty()) {
                faults.add(section.line(), "an entry of '" + key + "' needs a scope, group, stat or name to match");
            }
            rules.add(rule);
        }
        return rules;
    }

    private List<Block> blocks(Section top) {
        List<Block> blocks = new ArrayList<>();
        for (Section section : top.sections("blocks", BLOCK, null)) {
            Fields fields = new Fields(section, faults);
            boolean input = fields.whole("function", 3, 4, 3) == 4;
            int address = fields.whole("address", 0, 0xFFFF, null);
            int words = fields.whole("words", 1, 0x10000, null);
            int count = fields.whole("count", 1, 999, 1);
            int stride = fields.whole("stride", 0, 0xFFFF, 0);
            if ((count > 1 && stride < words) || address + stride * (long) (count - 1) + words > 0x10000) {
                fields.fault(
                        "address", "the blocks overlap or run beyond address 65535; check words, stride and count");
                continue;
            }
            for (int i = 0; i < count; i++) {
                RegisterTable table = input ? RegisterTable.INPUT : RegisterTable.HOLDING;
                blocks.add(new Block(table, address + i * stride, words));
            }
        }
        return blocks;
    }
}
