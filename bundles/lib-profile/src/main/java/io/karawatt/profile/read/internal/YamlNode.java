package io.karawatt.profile.read.internal;

import java.util.List;

/** A piece of a YAML file with the line it begins on. */
sealed interface YamlNode {

    /**
     * Returns where it begins.
     *
     * @return line in the file, from 1.
     */
    int line();

    /**
     * Returns what to call it in a message.
     *
     * @return for example {@code a list}.
     */
    String kind();

    /**
     * A single value, always as text: what it means is decided by the key it belongs to.
     *
     * @param line where it begins.
     * @param text as written, without quotes.
     */
    record Scalar(int line, String text) implements YamlNode {

        @Override
        public String kind() {
            return "the single value '" + text + "'";
        }
    }

    /**
     * A list.
     *
     * @param line where it begins.
     * @param items its items.
     */
    record Sequence(int line, List<YamlNode> items) implements YamlNode {

        @Override
        public String kind() {
            return "a list";
        }
    }

    /**
     * Keys with values; no key twice.
     *
     * @param line where it begins.
     * @param entries in the order of the file.
     */
    record Mapping(int line, List<Entry> entries) implements YamlNode {

        @Override
        public String kind() {
            return "a group of keys";
        }
    }

    /**
     * A key with its value.
     *
     * @param key the key.
     * @param line where the key is.
     * @param value the value.
     */
    record Entry(String key, int line, YamlNode value) {}
}
