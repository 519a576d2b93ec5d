package io.karawatt.proto.bacnet.internal.object;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the tables that come with the bundle: comma-separated without quotes, a header, comments after {@code #}. */
public final class DataFile {

    private DataFile() {}

    /**
     * Reads a table.
     *
     * @param name file name in the folder {@code bacnet}.
     * @return its rows in their order, each by column name.
     */
    public static List<Map<String, String>> rows(String name) {
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> header = List.of();
        for (String line : text(name).lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> cells = List.of(line.split(",", -1));
            if (header.isEmpty()) {
                header = cells;
                continue;
            }
            if (cells.size() != header.size()) {
                throw new IllegalStateException(
                        name + ": '" + line + "' has " + cells.size() + " cells, the header " + header.size());
            }
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < cells.size(); i++) {
                row.put(header.get(i), cells.get(i));
            }
            rows.add(Map.copyOf(row));
        }
        return List.copyOf(rows);
    }

    /**
     * Reads a file as it is.
     *
     * @param name file name in the folder {@code bacnet}.
     * @return its text.
     */
    public static String text(String name) {
        try (InputStream in = DataFile.class.getResourceAsStream("/bacnet/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the bundle has no file bacnet/" + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read bacnet/" + name + " of the bundle", e);
        }
    }
}
