package io.karawatt.shell.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of equal make. As text one line a row, columns aligned and two blanks apart, so that grep, awk and cut have an
 * easy life; as JSON an array of objects. The name of a column carries its unit.
 */
final class Table implements Shown {

    private final List<String> columns;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();
    private String ifEmpty = "";

    private Table(List<String> columns) {
        this.columns = columns;
    }

    static Table of(String... columns) {
        return new Table(List.of(columns));
    }

    /** Says what to print instead of a table without rows. */
    Table ifEmpty(String text) {
        ifEmpty = text;
        return this;
    }

    /** Adds a row; there must be a cell for each column. */
    Table row(@Nullable Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(new ArrayList<>(Arrays.asList(cells)));
        return this;
    }

    int size() {
        return rows.size();
    }

    @Override
    public String text() {
        if (rows.isEmpty() && !ifEmpty.isEmpty()) {
            return ifEmpty + "\n";
        }
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns);
        rows.forEach(row -> lines.add(row.stream().map(Cells::text).toList()));
        int[] widths = widths(lines);
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder one = new StringBuilder();
            for (int column = 0; column < columns.size(); column++) {
                one.append(column > 0 ? "  " : "").append(padded(line.get(column), widths[column]));
            }
            text.append(one.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    @Override
    public void json(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (List<@Nullable Object> row : rows) {
            json.writeStartObject();
            for (int column = 0; column < columns.size(); column++) {
                json.writeFieldName(columns.get(column));
                Cells.json(json, row.get(column));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Returns the width of each column; negative where it holds numbers and is to be aligned right. */
    private int[] widths(List<List<String>> lines) {
        int[] widths = new int[columns.size()];
        for (int column = 0; column < widths.length; column++) {
            int at = column;
            int width =
                    lines.stream().mapToInt(line -> line.get(at).length()).max().orElse(0);
            boolean numeric = rows.stream().map(row -> row.get(at)).allMatch(c -> c == null || c instanceof Number);
            widths[column] = numeric ? -width : width;
        }
        return widths;
    }

    private static String padded(String cell, int width) {
        String blanks = " ".repeat(Math.abs(width) - cell.length());
        return width < 0 ? blanks + cell : cell + blanks;
    }
}
