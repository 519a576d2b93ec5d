package io.karawatt.topology.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping of the file, read strictly: every key known, none twice, every value of its kind, faults with their line.
 */
final class YamlMap {

    private final String file;
    private final Node node;
    private final Map<String, Node> values;

    private YamlMap(String file, Node node, Map<String, Node> values) {
        this.file = file;
        this.node = node;
        this.values = values;
    }

    static YamlMap of(String file, Node node, Set<String> known) throws FileFault {
        if (!(node instanceof MappingNode mapping)) {
            throw new FileFault(file, line(node), "expected 'key: value' lines with the keys " + sorted(known));
        }
        Map<String, Node> values = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            int line = line(tuple.getKeyNode());
            if (!known.contains(key)) {
                throw new FileFault(file, line, "unknown key '" + key + "'; known are " + sorted(known));
            }
            if (values.put(key, tuple.getValueNode()) != null) {
                throw new FileFault(file, line, "key '" + key + "' is there twice; remove one");
            }
        }
        return new YamlMap(file, node, values);
    }

    int line() {
        return line(node);
    }

    String text(String key) throws FileFault {
        Node value = values.get(key);
        if (value == null) {
            throw new FileFault(file, line(), "key '" + key + "' is missing");
        }
        if (!(value instanceof ScalarNode scalar)) {
            throw new FileFault(file, line(value), "'" + key + "' must be one text or number");
        }
        return scalar.getValue();
    }

    String text(String key, String otherwise) throws FileFault {
        return values.containsKey(key) ? text(key) : otherwise;
    }

    int number(String key) throws FileFault {
        String text = text(key);
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            Node value = values.getOrDefault(key, node);
            throw new FileFault(file, line(value), "'" + key + "' must be a whole number, not '" + text + "'");
        }
    }

    int number(String key, int otherwise) throws FileFault {
        return values.containsKey(key) ? number(key) : otherwise;
    }

    /** Reads a list of mappings; a missing or empty one is an empty list. */
    List<YamlMap> maps(String key, int most, Set<String> known) throws FileFault {
        Node value = values.get(key);
        boolean nothing =
                value instanceof ScalarNode scalar && scalar.getValue().isEmpty();
        if (value == null || nothing) {
            return List.of();
        }
        if (!(value instanceof SequenceNode sequence)) {
            throw new FileFault(file, line(value), "'" + key + "' must be a list, each entry beginning with '- '");
        }
        if (sequence.getValue().size() > most) {
            throw new FileFault(file, line(value), "'" + key + "' has more than " + most + " entries");
        }
        List<YamlMap> maps = new ArrayList<>();
        for (Node entry : sequence.getValue()) {
            maps.add(of(file, entry, known));
        }
        return maps;
    }

    static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    private static String sorted(Set<String> known) {
        return String.join(", ", known.stream().sorted().toList());
    }
}
