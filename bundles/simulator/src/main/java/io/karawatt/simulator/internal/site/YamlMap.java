package io.karawatt.simulator.internal.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A mapping of a YAML file, read strictly: every fault is reported with its line, a key never asked for as well. */
final class YamlMap {

    private final String file;
    private final int line;
    private final Map<String, Node> entries = new LinkedHashMap<>();
    private final Set<String> asked = new TreeSet<>();

    private YamlMap(String file, MappingNode node) throws SiteFileException {
        this.file = file;
        this.line = lineOf(node);
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new SiteFileException(file, lineOf(tuple.getKeyNode()), "a key must be a plain word");
            }
            if (entries.put(key.getValue(), tuple.getValueNode()) != null) {
                throw new SiteFileException(
                        file, lineOf(key), "'" + key.getValue() + "' is given twice; keep one of them");
            }
        }
    }

    /** Takes a node that must be a mapping. */
    static YamlMap of(String file, Node node, String what) throws SiteFileException {
        if (node instanceof MappingNode mapping) {
            return new YamlMap(file, mapping);
        }
        throw new SiteFileException(file, lineOf(node), what + " must be key: value pairs");
    }

    private static int lineOf(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    int line() {
        return line;
    }

    int line(String key) {
        Node node = entries.get(key);
        return node == null ? line : lineOf(node);
    }

    boolean has(String key) {
        return entries.containsKey(key);
    }

    SiteFileException fault(String key, String reason) {
        return new SiteFileException(file, line(key), reason);
    }

    Optional<String> optional(String key, int most) throws SiteFileException {
        asked.add(key);
        Node node = entries.get(key);
        if (node == null) {
            return Optional.empty();
        }
        if (!(node instanceof ScalarNode scalar)) {
            throw fault(key, "'" + key + "' must be one value, not a list or a block");
        }
        String text = scalar.getValue().strip();
        if (text.length() > most) {
            throw fault(key, "'" + key + "' has " + text.length() + " characters; at most " + most + " are possible");
        }
        return Optional.of(text);
    }

    String text(String key, int most) throws SiteFileException {
        String text = optional(key, most).orElseThrow(() -> missing(key));
        if (text.isEmpty()) {
            throw fault(key, "'" + key + "' is empty; give it a value");
        }
        return text;
    }

    private SiteFileException missing(String key) {
        return new SiteFileException(file, line, "'" + key + "' is missing; add it");
    }

    String oneOf(String key, Set<String> choices) throws SiteFileException {
        String text = text(key, 100);
        if (!choices.contains(text)) {
            throw fault(key, "'" + text + "' is no " + key + "; write one of " + String.join(", ", choices));
        }
        return text;
    }

    long whole(String key, long least, long most) throws SiteFileException {
        String text = text(key, 40);
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notWhole) {
            throw fault(key, "'" + text + "' is not a whole number; " + range(key, least, most));
        }
        throw fault(key, text + " is outside the range; " + range(key, least, most));
    }

    long whole(String key, long least, long most, long otherwise) throws SiteFileException {
        asked.add(key);
        return has(key) ? whole(key, least, most) : otherwise;
    }

    double real(String key, double least, double most) throws SiteFileException {
        String text = text(key, 40);
        try {
            double number = Double.parseDouble(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notReal) {
            throw fault(key, "'" + text + "' is not a number; " + range(key, least, most));
        }
        throw fault(key, text + " is outside the range; " + range(key, least, most));
    }

    double real(String key, double least, double most, double otherwise) throws SiteFileException {
        asked.add(key);
        return has(key) ? real(key, least, most) : otherwise;
    }

    private static String range(String key, Number least, Number most) {
        return key + " goes from " + least + " to " + most;
    }

    /** Returns a list of mappings; empty when the key is absent. */
    List<YamlMap> maps(String key, String what, int most) throws SiteFileException {
        List<YamlMap> maps = new ArrayList<>();
        for (Node node : items(key, most)) {
            maps.add(of(file, node, what));
        }
        return maps;
    }

    /** Returns a list of whole numbers; empty when the key is absent. */
    List<Integer> wholes(String key, int least, int most) throws SiteFileException {
        List<Integer> numbers = new ArrayList<>();
        for (Node node : items(key, 100)) {
            String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
            try {
                int number = Integer.parseInt(text);
                if (number < least || number > most) {
                    throw fault(key, number + " is outside the range; " + range(key, least, most));
                }
                numbers.add(number);
            } catch (NumberFormatException notWhole) {
                throw fault(key, "'" + key + "' must be a list of whole numbers");
            }
        }
        return numbers;
    }

    /** Returns a list of words; empty when the key is absent. */
    List<String> words(String key, int most) throws SiteFileException {
        List<String> words = new ArrayList<>();
        for (Node node : items(key, most)) {
            if (!(node instanceof ScalarNode scalar)) {
                throw fault(key, "'" + key + "' must be a list of words");
            }
            words.add(scalar.getValue().strip());
        }
        return words;
    }

    private List<Node> items(String key, int most) throws SiteFileException {
        asked.add(key);
        Node node = entries.get(key);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            throw fault(key, "'" + key + "' must be a list: begin each entry with '-'");
        }
        if (sequence.getValue().size() > most) {
            throw fault(key, "'" + key + "' has more than " + most + " entries");
        }
        return sequence.getValue();
    }

    /** Refuses keys that nobody asked for. */
    void done() throws SiteFileException {
        for (String key : entries.keySet()) {
            if (!asked.contains(key)) {
                throw fault(key, "unknown key '" + key + "'; possible here: " + String.join(", ", asked));
            }
        }
    }
}
