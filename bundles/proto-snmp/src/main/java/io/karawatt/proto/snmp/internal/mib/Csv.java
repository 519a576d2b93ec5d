package io.karawatt.proto.snmp.internal.mib;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the tables of this bundle: comma-separated, quotes around cells with commas, '#' begins a comment line. */
final class Csv {

    private Csv() {}

    /**
     * Reads a table.
     *
     * @param text the table; its first line that is no comment is the header. It is closed.
     * @return one map a row, cell by name of the column; missing cells are empty.
     * @throws IOException when it can't be read, or a row has more cells than the header.
     */
    static List<Map<String, String>> read(Reader text) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        List<String> header = List.of();
        try (BufferedReader lines = new BufferedReader(text)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("#") || line.isBlank()) {
                    continue;
                }
                List<String> cells = cells(line);
                if (header.isEmpty()) {
                    header = cells;
                } else if (cells.size() > header.size()) {
                    throw new IOException("'" + line + "' has more cells than the header");
                } else {
                    rows.add(row(header, cells));
                }
            }
        }
        return rows;
    }

    private static Map<String, String> row(List<String> header, List<String> cells) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            row.put(header.get(i), i < cells.size() ? cells.get(i) : "");
        }
        return row;
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
