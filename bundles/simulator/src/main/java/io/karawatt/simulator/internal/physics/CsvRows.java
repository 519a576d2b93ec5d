package io.karawatt.simulator.internal.physics;

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

/** Reads the bundle's own tables: comma-separated, without quotes, comments with {@code #}, a header row. */
public final class CsvRows {

    private CsvRows() {}

    /**
     * Reads a table.
     *
     * @param name name of the resource in {@code /physics}.
     * @return the rows by column name, in their order.
     */
    public static List<Map<String, String>> read(String name) {
        try (InputStream in = CsvRows.class.getResourceAsStream("/physics/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the bundle lacks its table " + name);
            }
            return rows(name, new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Map<String, String>> rows(String name, BufferedReader reader) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        String[] header = {};
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] cells = line.split(",", -1);
            if (header.length == 0) {
                header = cells;
                continue;
            }
            if (cells.length != header.length) {
                throw new IllegalStateException(name + ": '" + line + "' has not " + header.length + " cells");
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < cells.length; i++) {
                row.put(header[i], cells[i].strip());
            }
            rows.add(row);
        }
        return rows;
    }
}
