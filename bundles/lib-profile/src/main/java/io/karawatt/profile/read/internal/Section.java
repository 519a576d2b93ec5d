package io.karawatt.profile.read.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A group of keys of a profile, read strictly: keys nobody knows and values of the wrong shape are faults. */
final class Section implements Row {

    private static final int MAX_TEXT = CsvReader.MAX_CELL;

    private final int line;
    private final Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
    private final Faults faults;
    private final @Nullable Row defaults;

    /**
     * Opens a group.
     *
     * @param mapping the group.
     * @param known keys it can have.
     * @param defaults where cells that the group lacks are looked up; null for nowhere.
     * @param faults where faults go.
     */
    Section(YamlNode.Mapping mapping, Collection<String> known, @Nullable Row defaults, Faults faults) {
        this.line = mapping.line();
        this.faults = faults;
        this.defaults = defaults;
        for (YamlNode.Entry entry : mapping.entries()) {
            if (known.contains(entry.key())) {
                entries.put(entry.key(), entry);
            } else {
                faults.add(entry.line(), "key '" + entry.key() + "' is not known" + Nearest.hint(entry.key(), known));
            }
        }
    }

    @Override
    public int line() {
        return line;
    }

    @Override
    public @Nullable Cell cell(String key) {
        YamlNode.Entry entry = entries.get(key);
        if (entry == null) {
            return defaults == null ? null : defaults.cell(key);
        }
        if (entry.value() instanceof YamlNode.Scalar scalar) {
            return cell(scalar.text(), entry.line());
        }
        if (entry.value() instanceof YamlNode.Sequence list && key.equals("notAvailable")) {
            return cell(String.join(" ", texts(key, list)), entry.line());
        }
        faults.add(entry.line(), "'" + key + "' is " + entry.value().kind() + "; write a single value");
        entries.remove(key);
        return null;
    }

    private @Nullable Cell cell(String text, int at) {
        if (text.length() > MAX_TEXT) {
            faults.add(at, "a value has more than " + MAX_TEXT + " characters; shorten it");
            return null;
        }
        String stripped = text.strip();
        return stripped.isEmpty() ? null : new Cell(stripped, at);
    }

    /**
     * Opens a group inside this one.
     *
     * @param key its key.
     * @param known keys it can have.
     * @return the group; null when there is none.
     */
    @Nullable
    Section section(String key, Set<String> known) {
        YamlNode.Mapping mapping = mapping(key);
        return mapping == null ? null : new Section(mapping, known, null, faults);
    }

    /**
     * Returns a group with free keys.
     *
     * @param key its key.
     * @return the texts by key, in the order of the file; empty when there is none.
     */
    Map<String, Cell> texts(String key) {
        YamlNode.Mapping mapping = mapping(key);
        if (mapping == null) {
            return Map.of();
        }
        Set<String> known = mapping.entries().stream().map(YamlNode.Entry::key).collect(Collectors.toSet());
        Section free = new Section(mapping, known, null, faults);
        Map<String, Cell> texts = new LinkedHashMap<>();
        for (YamlNode.Entry entry : mapping.entries()) {
            Cell cell = free.cell(entry.key());
            if (cell != null) {
                texts.put(entry.key(), cell);
            }
        }
        return texts;
    }

    /**
     * Opens a list of groups.
     *
     * @param key its key.
     * @param known keys each can have.
     * @param fallback where cells that a group lacks are looked up; null for nowhere.
     * @return the groups; empty when there is no such key.
     */
    List<Section> sections(String key, Set<String> known, @Nullable Row fallback) {
        List<Section> sections = new ArrayList<>();
        for (YamlNode item : items(key)) {
            if (item instanceof YamlNode.Mapping mapping) {
                sections.add(new Section(mapping, known, fallback, faults));
            } else {
                faults.add(item.line(), "an entry of '" + key + "' is " + item.kind() + "; write keys with values");
            }
        }
        return sections;
    }

    /**
     * Returns a list of words.
     *
     * @param key its key.
     * @return the words with their lines; empty when there is no such key.
     */
    List<Cell> words(String key) {
        List<Cell> words = new ArrayList<>();
        for (YamlNode item : items(key)) {
            if (item instanceof YamlNode.Scalar scalar && !scalar.text().isBlank()) {
                words.add(new Cell(scalar.text().strip(), scalar.line()));
            } else {
                faults.add(item.line(), "an entry of '" + key + "' is " + item.kind() + "; write a single word");
            }
        }
        return words;
    }

    /**
     * Tells whether a key is there.
     *
     * @param key the key.
     * @return true when it is, with whatever value.
     */
    boolean has(String key) {
        return entries.containsKey(key);
    }

    private List<String> texts(String key, YamlNode.Sequence list) {
        List<String> texts = new ArrayList<>();
        for (YamlNode item : list.items()) {
            if (item instanceof YamlNode.Scalar scalar) {
                texts.add(scalar.text());
            } else {
                faults.add(item.line(), "an entry of '" + key + "' is " + item.kind() + "; write a single value");
            }
        }
        return texts;
    }

    private List<YamlNode> items(String key) {
        YamlNode.Entry entry = entries.get(key);
        if (entry == null) {
            return List.of();
        }
        if (entry.value() instanceof YamlNode.Sequence list) {
            return list.items();
        }
        faults.add(entry.line(), "'" + key + "' is " + entry.value().kind() + "; write a list");
        return List.of();
    }

    private YamlNode.@Nullable Mapping mapping(String key) {
        YamlNode.Entry entry = entries.get(key);
        if (entry == null) {
            return null;
        }
        if (entry.value() instanceof YamlNode.Mapping mapping) {
            return mapping;
        }
        faults.add(entry.line(), "'" + key + "' is " + entry.value().kind() + "; write keys with values below it");
        return null;
    }
}
