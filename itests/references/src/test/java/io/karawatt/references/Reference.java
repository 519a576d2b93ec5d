package io.karawatt.references;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What the device lists claim of one kind of device.
 *
 * @param address address at which the test plays it.
 * @param claims the columns of its row.
 */
record Reference(int address, Map<String, String> claims) {

    /** Reads {@code references.csv}. */
    static List<Reference> all() {
        List<Reference> all = new ArrayList<>();
        try (InputStream stream = Objects.requireNonNull(Reference.class.getResourceAsStream("/references.csv"));
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            List<String> lines =
                    reader.lines().filter(line -> !line.startsWith("#")).toList();
            String[] columns = lines.get(0).split(",", -1);
            for (String line : lines.subList(1, lines.size())) {
                String[] cells = line.split(",", -1);
                Map<String, String> claims = new LinkedHashMap<>();
                for (int i = 0; i < columns.length; i++) {
                    claims.put(columns[i], cells[i]);
                }
                all.add(new Reference(all.size() + 1, claims));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    String name() {
        return text("reference");
    }

    String line() {
        return text("line");
    }

    String text(String column) {
        return claims.getOrDefault(column, "");
    }

    int number(String column) {
        return Integer.parseInt(text(column));
    }

    boolean can(String column) {
        return text(column).equals("yes");
    }

    /** The claims for which no table of registers that we know has a row. */
    Set<String> without() {
        return words("withoutRegisters");
    }

    /** Quantities that the simulator does not play. */
    Set<String> notSimulated() {
        return words("notSimulated");
    }

    private Set<String> words(String column) {
        String text = text(column);
        return text.isEmpty() ? Set.of() : Set.of(text.split(" ", -1));
    }

    /** Whether it has the common identification block; the old series of DIRIS A has not. */
    boolean introducesItself() {
        return !text("productId").isEmpty();
    }

    @Override
    public String toString() {
        return name();
    }
}
