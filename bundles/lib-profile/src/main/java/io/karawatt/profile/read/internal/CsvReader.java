package io.karawatt.profile.read.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV as RFC 4180 has it: commas, double quotes doubled inside quotes, line breaks allowed inside quotes. Lines
 * that begin with '#' and empty lines are skipped between records; the first record is the header.
 */
final class CsvReader {

    /** Most rows of a file. */
    static final int MAX_ROWS = 20_000;

    /** Most characters of a cell. */
    static final int MAX_CELL = 4_096;

    private static final int MAX_COLUMNS = 200;

    private final String text;
    private final Faults faults;
    private final Pool pool;
    private int at;
    private int line = 1;
    private int newline = -1;
    private int comma = -1;

    private CsvReader(String text, Faults faults, Pool pool) {
        this.text = text;
        this.faults = faults;
        this.pool = pool;
    }

    /**
     * Reads a file.
     *
     * @param text its content.
     * @param faults where faults go; when some were added the rows are not to be used.
     * @param pool keeps equal cells once.
     * @return header and rows.
     */
    static Table read(String text, Faults faults, Pool pool) {
        return new CsvReader(text, faults, pool).table();
    }

    private Table table() {
        Map<String, Integer> columns = new LinkedHashMap<>();
        List<Row> rows = new ArrayList<>();
        int header = 0;
        while (skipToRecord() && faults.none()) {
            int start = line;
            List<String> cells = record();
            if (header == 0) {
                header = start;
                name(cells, start, columns);
            } else if (cells.size() != columns.size()) {
                faults.add(
                        start,
                        "the row has " + cells.size() + " cells, the header has " + columns.size()
                                + "; look for a missing or surplus comma, or quote the cell that holds one");
            } else if (rows.size() == MAX_ROWS) {
                faults.add(start, "the file has more than " + MAX_ROWS + " rows; split it");
            } else {
                rows.add(new CsvRow(columns, cells.toArray(String[]::new), start));
            }
        }
        if (header == 0 && faults.none()) {
            faults.add(1, "the file has no header; begin with a line of column names");
        }
        return new Table(columns, rows, Math.max(header, 1));
    }

    private void name(List<String> cells, int start, Map<String, Integer> columns) {
        for (String cell : cells) {
            if (cell.isEmpty()) {
                faults.add(start, "column " + (columns.size() + 1) + " of the header has no name");
            } else if (columns.putIfAbsent(cell, columns.size()) != null) {
                faults.add(start, "column '" + cell + "' appears twice in the header; remove one");
            }
        }
    }

    /** Skips comments and empty lines; tells whether something is left. */
    private boolean skipToRecord() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\n') {
                line++;
                at++;
            } else if (c == '\r') {
                at++;
            } else if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else {
                return true;
            }
        }
        return false;
    }

    private List<String> record() {
        List<String> cells = new ArrayList<>();
        do {
            cells.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
        } while (faults.none() && cells.size() <= MAX_COLUMNS && separator());
        if (cells.size() > MAX_COLUMNS) {
            faults.add(line, "the row has more than " + MAX_COLUMNS + " cells");
        }
        return cells;
    }

    /** Steps over the comma or the end of the record; tells whether another cell follows. */
    private boolean separator() {
        if (at >= text.length()) {
            return false;
        }
        char c = text.charAt(at);
        if (c == ',') {
            at++;
            return true;
        }
        if (c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
            at++;
        }
        if (text.charAt(at) == '\n') {
            at++;
            line++;
        } else {
            faults.add(line, "something follows a closing quote; double the quotes inside a quoted cell");
        }
        return false;
    }

    private String plain() {
        // Searching, not stepping: the platform searches many characters at once even before this code is compiled.
        newline = newline < at ? next('\n') : newline;
        comma = comma < at ? next(',') : comma;
        int end = Math.min(comma, newline);
        if (end == newline && newline > at && newline < text.length() && text.charAt(newline - 1) == '\r') {
            end = newline - 1;
        }
        String cell = text.substring(at, end);
        if (cell.indexOf('"') >= 0) {
            faults.add(line, "a quote inside an unquoted cell; put the whole cell in quotes and double it");
        }
        at = end;
        return keep(cell);
    }

    private int next(char wanted) {
        int found = text.indexOf(wanted, at);
        return found < 0 ? text.length() : found;
    }

    private String quoted() {
        int opened = line;
        StringBuilder cell = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                line += c == '\n' ? 1 : 0;
                cell.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                cell.append(c);
                at++;
            } else {
                return keep(cell.toString());
            }
        }
        faults.add(opened, "the quote opened on this line is never closed");
        return "";
    }

    private String keep(String cell) {
        String text = cell.strip();
        if (text.length() > MAX_CELL) {
            faults.add(line, "a cell has more than " + MAX_CELL + " characters; shorten it");
            return "";
        }
        return text.isEmpty() ? "" : pool.one(text);
    }

    /**
     * A CSV file in memory.
     *
     * @param columns column names with their positions, in order.
     * @param rows the rows.
     * @param headerLine where the header is.
     */
    record Table(Map<String, Integer> columns, List<Row> rows, int headerLine) {}

    private static final class CsvRow implements Row {

        private final Map<String, Integer> columns;
        private final String[] cells;
        private final int line;

        CsvRow(Map<String, Integer> columns, String[] cells, int line) {
            this.columns = columns;
            this.cells = cells;
            this.line = line;
        }

        @Override
        public @Nullable Cell cell(String column) {
            Integer index = columns.get(column);
            return index == null || cells[index].isEmpty() ? null : new Cell(cells[index], line);
        }

        @Override
        public int line() {
            return line;
        }
    }
}
