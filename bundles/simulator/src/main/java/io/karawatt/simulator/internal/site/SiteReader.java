package io.karawatt.simulator.internal.site;

import io.karawatt.modbus.serial.SerialSettings;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.simulator.internal.physics.CalendarEvent;
import io.karawatt.simulator.internal.physics.CsvRows;
import io.karawatt.simulator.internal.physics.LoadClass;
import io.karawatt.simulator.internal.physics.LoadType;
import io.karawatt.simulator.internal.site.Site.SiteDevice;
import io.karawatt.simulator.internal.site.Site.SiteInput;
import io.karawatt.simulator.internal.site.Site.SiteLine;
import io.karawatt.simulator.internal.site.Site.SiteLoad;
import io.karawatt.simulator.internal.site.Site.Supply;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a site file; refuses it as a whole at the first fault, with file, line, reason and how to mend it. */
public final class SiteReader {

    private static final int MAX_CHARS = 1_000_000;
    private static final int MAX_LINES = 64;
    private static final int MAX_DEVICES = 1000;
    private static final double COS_PHI_FOR_AMPS = 0.95;
    private static final Set<String> KINDS = new TreeSet<>(Set.of("digiware", "rs485", SiteLine.TCP));

    private final Set<String> classes = new TreeSet<>(LoadClass.all().keySet());
    private final Map<String, LoadType> types = LoadType.all();
    private final Set<String> media = new TreeSet<>();
    private final Function<String, Optional<DeviceProfile>> profiles;

    /**
     * Makes a reader.
     *
     * @param profiles finds a profile by reference.
     */
    public SiteReader(Function<String, Optional<DeviceProfile>> profiles) {
        this.profiles = profiles;
        CsvRows.read("media.csv").forEach(row -> media.add(row.getOrDefault("medium", "")));
    }

    /**
     * Reads a file.
     *
     * @param file its name, for messages.
     * @param reader its content, at most a million characters.
     * @return the site.
     * @throws SiteFileException when it can't be played.
     * @throws IOException when it can't be read.
     */
    public Site read(String file, Reader reader) throws SiteFileException, IOException {
        char[] content = new char[MAX_CHARS + 1];
        int length = 0;
        for (int got = 0;
                got >= 0 && length <= MAX_CHARS;
                got = reader.read(content, length, content.length - length)) {
            length += got;
            if (length == content.length) {
                throw new SiteFileException(file, 0, "longer than " + MAX_CHARS + " characters; split the site");
            }
        }
        YamlMap root = YamlMap.of(file, compose(file, new String(content, 0, length)), "the site");
        Site site = site(root);
        root.done();
        return site;
    }

    private static Node compose(String file, String text) throws SiteFileException {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setMaxAliasesForCollections(0)
                .setCodePointLimit(MAX_CHARS)
                .build();
        try {
            Nesting.requireShallow(file, settings, text);
            return new Compose(settings)
                    .composeReader(new StringReader(text))
                    .orElseThrow(() -> new SiteFileException(file, 0, "is empty; see docs/reference/site-file.md"));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            throw new SiteFileException(file, line, "is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new SiteFileException(file, 0, "is not YAML: " + e.getMessage());
        }
    }

    private Site site(YamlMap root) throws SiteFileException {
        String name = root.text("site", 64);
        long seed = root.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE, 1);
        double speed = root.real("speed", Site.MIN_SPEED, Site.MAX_SPEED, 1);
        ZoneId zone = parsed(root, "zone", "UTC", ZoneId::of, "a time zone such as Europe/Paris");
        LocalDate commissioned =
                parsed(root, "commissioned", "2025-01-01", LocalDate::parse, "a date such as 2025-01-01");
        Supply supply = new Supply(
                root.real("nominal.V", 50, 400, 230),
                root.whole("nominal.Hz", 50, 60, 50),
                root.real("dc.V", 12, 1000, 48));
        List<SiteLine> lines = new ArrayList<>();
        for (YamlMap map : root.maps("lines", "a line", MAX_LINES)) {
            lines.add(line(map, lines));
        }
        List<SiteDevice> devices = new ArrayList<>();
        Map<Integer, Integer> addresses = new HashMap<>();
        Set<String> keys = new HashSet<>();
        for (YamlMap map : root.maps("devices", "a device", MAX_DEVICES)) {
            devices.add(device(map, lines, addresses, keys));
        }
        if (lines.isEmpty() || devices.isEmpty()) {
            throw root.fault("site", "a site needs at least one entry under 'lines' and one under 'devices'");
        }
        devices.sort(Comparator.comparingInt(SiteDevice::address));
        List<CalendarEvent> calendar = new ArrayList<>();
        for (YamlMap map : root.maps("calendar", "an event", 1000)) {
            calendar.add(event(map));
        }
        Network network = new NetworkReader(lines, devices).read(root);
        return new Site(name, seed, speed, zone, supply, commissioned, lines, devices, calendar, network);
    }

    private static <T> T parsed(YamlMap map, String key, String otherwise, Function<String, T> parse, String form)
            throws SiteFileException {
        String text = map.optional(key, 64).orElse(otherwise);
        try {
            return parse.apply(text);
        } catch (DateTimeException e) {
            throw map.fault(key, "'" + text + "' is not " + form);
        }
    }

    private static SiteLine line(YamlMap map, List<SiteLine> before) throws SiteFileException {
        String name = map.text("name", 32);
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            throw map.fault("name", "'" + name + "' is no name of a line: use lower-case letters, digits and '-'");
        }
        if (before.stream().anyMatch(line -> line.name().equals(name))) {
            throw map.fault("name", "two lines are named '" + name + "'; rename one");
        }
        String kind = map.oneOf("kind", KINDS);
        int turnaround = (int) map.whole("turnaround.ms", 0, 1000, -1);
        if (kind.equals(SiteLine.TCP)) {
            map.done();
            return new SiteLine(name, kind, 0, "", turnaround);
        }
        int baud = (int) map.whole("baud", 300, 4_000_000, 38_400);
        String format = map.optional("format", 8).orElse("8N1");
        try {
            SerialSettings checked = SerialSettings.of("sim:" + name, baud, format);
            if (checked.dataBits() != 8) {
                throw map.fault("format", "Modbus RTU needs 8 data bits; write 8N1, 8E1, 8O1 or 8N2");
            }
        } catch (IllegalArgumentException e) {
            throw map.fault("format", String.valueOf(e.getMessage()));
        }
        map.done();
        return new SiteLine(name, kind, baud, format, turnaround);
    }

    private SiteDevice device(YamlMap map, List<SiteLine> lines, Map<Integer, Integer> addresses, Set<String> keys)
            throws SiteFileException {
        int address = (int) map.whole("address", 1, 247);
        Integer other = addresses.put(address, map.line());
        if (other != null) {
            throw map.fault(
                    "address",
                    "two devices on address " + address + " (the other in line " + other
                            + "); addresses are unique at a site, give one of them a free one");
        }
        String reference = map.text("reference", 64);
        DeviceProfile profile = profiles.apply(reference)
                .orElseThrow(() -> map.fault(
                        "reference",
                        "no device profile has the reference '" + reference + "'; correct it or add a profile"));
        String name = map.optional("name", 64).orElse(reference + "@" + address);
        String key = map.optional("key", 32).orElse(keyOf(reference, address));
        if (!key.matches("[a-z0-9][a-z0-9-]{0,31}") || !keys.add(key)) {
            throw map.fault("key", "'" + key + "' is used twice or no key: use lower-case letters, digits and '-'");
        }
        SiteLine line = lineOf(map, lines, profile);
        String area = map.optional("area", 64).orElse("");
        int unit = (int) map.whole("unit", 1, 247, address);
        if (unit != address && !line.serial()) {
            throw map.fault("unit", "devices of a line of kind modbus-tcp answer to their address; remove 'unit'");
        }
        List<SiteLoad> loads = loads(map, profile);
        List<SiteInput> inputs = inputs(map);
        int fileLine = map.line();
        map.done();
        return new SiteDevice(address, unit, key, reference, name, line.name(), area, loads, inputs, fileLine);
    }

    private static String keyOf(String reference, int address) {
        return reference.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "") + "-" + address;
    }

    private static SiteLine lineOf(YamlMap map, List<SiteLine> lines, DeviceProfile profile) throws SiteFileException {
        String name = map.text("line", 32);
        SiteLine line = lines.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> map.fault("line", "there is no line '" + name + "'; add it under 'lines'"));
        if (!profile.buses().isEmpty() && !profile.buses().contains(line.kind())) {
            throw map.fault(
                    "line",
                    profile.reference() + " does not hang on a line of kind " + line.kind() + ", only on "
                            + String.join(" or ", new TreeSet<>(profile.buses())));
        }
        return line;
    }

    private List<SiteLoad> loads(YamlMap device, DeviceProfile profile) throws SiteFileException {
        List<SiteLoad> loads = new ArrayList<>();
        for (YamlMap map : device.maps("loads", "a load", 999)) {
            int number = (int) map.whole("number", 1, Math.max(1, profile.maxLoads()));
            if (loads.stream().anyMatch(load -> load.number() == number)) {
                throw map.fault("number", "two loads have number " + number + "; give each its own");
            }
            if (number > profile.maxLoads()) {
                throw map.fault("number", profile.reference() + " has no loads; remove 'loads'");
            }
            String name = map.text("name", 32);
            String type = map.oneOf("type", types.keySet());
            String kind = map.oneOf("class", classes);
            int phase = (int) map.whole("phase", 1, 3, (number - 1) % 3 + 1);
            loads.add(new SiteLoad(number, name, type, kind, watts(map, type), singlePhase(type) ? phase : 1));
            map.done();
        }
        loads.sort(Comparator.comparingInt(SiteLoad::number));
        return loads;
    }

    private boolean singlePhase(String type) {
        LoadType wiring = types.get(type);
        return wiring != null && wiring.phases() < 3;
    }

    private double watts(YamlMap map, String type) throws SiteFileException {
        if (map.has("nominal.kW") == map.has("nominal.A")) {
            throw map.fault("nominal.kW", "give either nominal.kW or nominal.A");
        }
        if (map.has("nominal.kW")) {
            return 1000 * map.real("nominal.kW", 0.001, 10_000);
        }
        LoadType wiring = types.get(type);
        int phases = wiring == null ? 1 : wiring.phases();
        return map.real("nominal.A", 0.1, 10_000) * phases * 230 * COS_PHI_FOR_AMPS;
    }

    private List<SiteInput> inputs(YamlMap device) throws SiteFileException {
        List<SiteInput> inputs = new ArrayList<>();
        for (YamlMap map : device.maps("inputs", "an input", 100)) {
            int number = (int) map.whole("number", 1, 99);
            String medium = map.oneOf("medium", media);
            if (inputs.stream().anyMatch(input -> input.number() == number)) {
                throw map.fault("number", "two inputs have number " + number + "; give each its own");
            }
            inputs.add(new SiteInput(number, map.text("name", 32), medium));
            map.done();
        }
        inputs.sort(Comparator.comparingInt(SiteInput::number));
        return inputs;
    }

    private static CalendarEvent event(YamlMap map) throws SiteFileException {
        map.text("at", 16);
        LocalTime at = parsed(map, "at", "", LocalTime::parse, "a time such as 10:15:00; put it in quotes");
        List<Integer> phases = map.wholes("phases", 1, 3);
        double level = map.real("level.percent", 0, 150) / 100;
        int millis = (int) map.whole("duration.ms", 1, 600_000);
        map.done();
        Set<Integer> which = phases.isEmpty() ? Set.of(1, 2, 3) : new HashSet<>(phases);
        return new CalendarEvent(at.toSecondOfDay(), which, level, millis);
    }
}
