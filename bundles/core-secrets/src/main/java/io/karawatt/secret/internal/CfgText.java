package io.karawatt.secret.internal;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The text of a settings file ({@code KEY = VALUE}, as {@link Properties} reads it), of which single values can be
 * replaced while comments, order and everything else stay as the operator wrote them.
 */
final class CfgText {

    private final List<String> pieces;
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<String, String> values = new HashMap<>();

    /**
     * Reads a text.
     *
     * @throws IllegalArgumentException when it is malformed.
     */
    CfgText(String text) {
        this.pieces = pieces(text);
        for (int i = 0; i < pieces.size(); i++) {
            Properties one = new Properties();
            try {
                one.load(new StringReader(pieces.get(i)));
            } catch (IOException impossible) {
                throw new IllegalStateException("a text in memory can't be read", impossible);
            }
            for (String key : one.stringPropertyNames()) {
                places.put(key, i);
                values.put(key, one.getProperty(key));
            }
        }
    }

    /** Returns a value; empty when the key is not there. */
    String value(String key) {
        return values.getOrDefault(key, "");
    }

    /** Replaces the value of a key that is there by one without special signs. */
    void replace(String key, String value) {
        int place = places.getOrDefault(key, -1);
        if (place < 0) {
            throw new IllegalArgumentException("there is no key " + key);
        }
        String before = pieces.get(place);
        String end = before.endsWith("\r\n") ? "\r\n" : before.endsWith("\n") ? "\n" : "";
        pieces.set(place, key + " = " + value + end);
        values.put(key, value);
    }

    @Override
    public String toString() {
        return String.join("", pieces);
    }

    /** Cuts a text into entries, comments and empty lines; a line that ends with a backslash goes on in the next. */
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (String line : text.split("(?<=\n)", -1)) {
            boolean first = piece.length() == 0;
            piece.append(line);
            if ((first && isComment(line)) || !continues(line)) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
        }
        if (piece.length() > 0) {
            pieces.add(piece.toString());
        }
        return pieces;
    }

    private static boolean isComment(String line) {
        String content = line.strip();
        return content.isEmpty() || content.startsWith("#") || content.startsWith("!");
    }

    private static boolean continues(String line) {
        String content = line.replaceAll("[\r\n]+$", "");
        int backslashes = 0;
        while (backslashes < content.length() && content.charAt(content.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
