package io.karawatt.topology.internal;

import io.karawatt.topology.Device;
import io.karawatt.topology.Load;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** The installation as YAML; version 1 of the format. */
final class InstallationYaml {

    /** Largest file, in bytes: 247 devices with 192 loads each fit in several times. */
    static final int MOST_BYTES = 8_000_000;

    private static final int VERSION = 1;
    private static final int MOST_NESTING = 20;
    private static final Set<String> ROOT = Set.of("version", "devices");
    private static final Set<String> DEVICE =
            Set.of("key", "name", "reference", "line", "address", "unit", "area", "netId", "missing", "loads");
    private static final Set<String> LOAD = Set.of("number", "name", "type");

    private InstallationYaml() {}

    /**
     * Reads the file.
     *
     * @param file its name, for messages.
     * @param content its bytes, UTF-8.
     * @return the devices in rising order of address.
     * @throws FileFault when anything is wrong, with line and reason.
     */
    static List<Device> read(String file, byte[] content) throws FileFault {
        String text = decode(file, content);
        Node root = compose(file, text).orElseThrow(() -> new FileFault(file, 0, "the file is empty"));
        YamlMap map = YamlMap.of(file, root, ROOT);
        if (map.number("version") != VERSION) {
            throw new FileFault(file, map.line(), "version must be " + VERSION + ", not " + map.number("version"));
        }
        List<Device> devices = new ArrayList<>();
        for (YamlMap entry : map.maps("devices", Device.MAX_ADDRESS, DEVICE)) {
            Device device = device(file, entry);
            Optional<String> complaint = DeviceRules.complaint(device, devices);
            if (complaint.isPresent()) {
                throw new FileFault(file, entry.line(), complaint.get());
            }
            devices.add(device);
        }
        return DeviceRules.sorted(devices);
    }

    /**
     * Writes the file.
     *
     * @param devices in the order to be written.
     * @return its bytes, UTF-8.
     */
    static byte[] write(List<Device> devices) {
        StringBuilder out = new StringBuilder("""
                # What is installed. Written by the gateway; stop bundle io.karawatt.core-topology before you edit it.
                # The content before the last change is beside it, with the ending .bak.
                version: 1
                """);
        out.append(devices.isEmpty() ? "devices: []\n" : "devices:\n");
        for (Device device : devices) {
            out.append("  - key: ").append(device.key()).append('\n');
            line(out, "name", quoted(device.name()));
            line(out, "reference", quoted(device.reference()));
            line(out, "line", quoted(device.line()));
            line(out, "address", String.valueOf(device.address()));
            line(out, "unit", String.valueOf(device.unit()));
            line(out, "area", quoted(device.area()));
            line(out, "netId", quoted(device.netId()));
            if (device.missing()) {
                line(out, "missing", "yes");
            }
            line(out, "loads", device.loads().isEmpty() ? "[]" : "");
            for (Load load : device.loads()) {
                out.append(String.format(
                        Locale.ROOT,
                        "      - {number: %d, name: %s, type: %s}%n",
                        load.number(),
                        quoted(load.name()),
                        quoted(load.type())));
            }
        }
        return out.toString().replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static Device device(String file, YamlMap entry) throws FileFault {
        List<Load> loads = new ArrayList<>();
        for (YamlMap load : entry.maps("loads", DeviceRules.MOST_LOADS, LOAD)) {
            try {
                loads.add(new Load(load.number("number"), load.text("name", ""), load.text("type", "")));
            } catch (IllegalArgumentException e) {
                throw new FileFault(file, load.line(), String.valueOf(e.getMessage()));
            }
        }
        int address = entry.number("address");
        try {
            return DeviceRules.tidy(new Device(
                    entry.text("key"),
                    entry.text("name", ""),
                    entry.text("reference"),
                    entry.text("line"),
                    address,
                    entry.number("unit", address),
                    entry.text("area", ""),
                    entry.text("netId", ""),
                    loads,
                    entry.text("missing", "no").equals("yes")));
        } catch (IllegalArgumentException e) {
            throw new FileFault(file, entry.line(), String.valueOf(e.getMessage()));
        }
    }

    private static String decode(String file, byte[] content) throws FileFault {
        if (content.length > MOST_BYTES) {
            throw new FileFault(file, 0, "the file is larger than " + MOST_BYTES + " bytes");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new FileFault(file, 0, "the file is not UTF-8 text");
        }
    }

    private static Optional<Node> compose(String file, String text) throws FileFault {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setCodePointLimit(MOST_BYTES)
                .setUseMarks(true)
                .build();
        try {
            requireShallow(file, new Parse(settings).parseString(text));
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(Mark::getLine).orElse(-1) + 1;
            throw new FileFault(file, line, "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            throw new FileFault(file, 0, "not YAML: " + e.getMessage());
        }
    }

    /** The composer is recursive: a file of nothing but list markers would exhaust the stack. The parser is not. */
    private static void requireShallow(String file, Iterable<Event> events) throws FileFault {
        int depth = 0;
        for (Event event : events) {
            boolean opens = event.getEventId() == Event.ID.MappingStart || event.getEventId() == Event.ID.SequenceStart;
            boolean closes = event.getEventId() == Event.ID.MappingEnd || event.getEventId() == Event.ID.SequenceEnd;
            depth += opens ? 1 : closes ? -1 : 0;
            if (depth > MOST_NESTING) {
                int line = event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
                throw new FileFault(file, line, "nested deeper than " + MOST_NESTING + " levels");
            }
        }
    }

    private static void line(StringBuilder out, String key, String value) {
        out.append("    ")
                .append(key)
                .append(value.isEmpty() ? ":" : ": ")
                .append(value)
                .append('\n');
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == '\u2028' || c == '\u2029' || c == '\uFEFF') {
                out.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
