package io.karawatt.profile.read.internal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the cells of one row, each into its type; faults are collected and a stand-in value is returned. */
final class Fields {

    private final Row row;
    private final Faults faults;

    Fields(Row row, Faults faults) {
        this.row = row;
        this.faults = faults;
    }

    /**
     * Reads a text.
     *
     * @param column which one.
     * @param otherwise what an empty cell means.
     * @return the text.
     */
    String text(String column, String otherwise) {
        Cell cell = row.cell(column);
        return cell == null ? otherwise : cell.text();
    }

    /**
     * Joins the texts of some columns, so that rows that agree in them need to be read only once.
     *
     * @param columns which ones.
     * @param more a text that belongs to the same matter.
     * @return a key; the same for the same texts.
     */
    String joined(List<String> columns, String more) {
        StringBuilder key = new StringBuilder(64).append(more);
        for (String column : columns) {
            Cell cell = row.cell(column);
            key.append('\u0000').append(cell == null ? "" : cell.text());
        }
        return key.toString();
    }

    /**
     * Reads a name that must be there: letters, digits, '-' and '_'.
     *
     * @param column which one.
     * @return the name; {@code x} after a fault.
     */
    String name(String column) {
        Cell cell = row.cell(column);
        if (cell == null) {
            faults.add(row.line(), "'" + column + "' is missing; every row needs it");
            return "x";
        }
        return checkedName(column, cell) ? cell.text() : "x";
    }

    /**
     * Reads a name that may be left out.
     *
     * @param column which one.
     * @param otherwise what an empty cell means.
     * @return the name.
     */
    String name(String column, String otherwise) {
        Cell cell = row.cell(column);
        return cell == null || !checkedName(column, cell) ? otherwise : cell.text();
    }

    private boolean checkedName(String column, Cell cell) {
        String text = cell.text();
        boolean good = text.length() <= 80 && isName(text);
        if (!good) {
            faults.add(
                    cell.line(),
                    "'" + column + "' is '" + text + "'; use at most 80 letters, digits, '-' and '_' without blanks");
        }
        return good;
    }

    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean good =
                    (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
            if (!good) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads a whole number.
     *
     * @param column which one.
     * @param least smallest allowed.
     * @param most largest allowed.
     * @param otherwise what an empty cell means; null when the cell must be filled.
     * @return the number; the smallest allowed one after a fault.
     */
    int whole(String column, int least, int most, @Nullable Integer otherwise) {
        Cell cell = row.cell(column);
        if (cell == null) {
            if (otherwise == null) {
                faults.add(row.line(), "'" + column + "' is missing; write a number from " + least + " to " + most);
                return least;
            }
            return otherwise;
        }
        OptionalLong number = Numbers.whole(cell.text());
        if (number.isEmpty() || number.getAsLong() < least || number.getAsLong() > most) {
            faults.add(
                    cell.line(),
                    "'" + column + "' is '" + cell.text() + "'; write a whole number from " + least + " to " + most
                            + ", decimal or 0x…");
            return least;
        }
        return (int) number.getAsLong();
    }

    /**
     * Reads a number.
     *
     * @param column which one.
     * @param otherwise what an empty cell means, also the stand-in after a fault.
     * @return the number, finite.
     */
    double real(String column, double otherwise) {
        Cell cell = row.cell(column);
        if (cell == null) {
            return otherwise;
        }
        OptionalDouble number = Numbers.real(cell.text());
        if (number.isEmpty()) {
            faults.add(cell.line(), "'" + column + "' is '" + cell.text() + "'; write a number with a decimal point");
        }
        return number.orElse(otherwise);
    }

    /**
     * Reads a word of a closed list.
     *
     * @param column which one.
     * @param words the list with what each word means.
     * @param otherwise what an empty cell means, also the stand-in after a fault.
     * @param <T> type of the meaning.
     * @return the meaning.
     */
    <T> T word(String column, Map<String, T> words, T otherwise) {
        Cell cell = row.cell(column);
        if (cell == null) {
            return otherwise;
        }
        T meaning = words.get(cell.text());
        if (meaning == null) {
            faults.add(
                    cell.line(),
                    "'" + column + "' is '" + cell.text() + "', which is not known"
                            + Nearest.hint(cell.text(), words.keySet()));
            return otherwise;
        }
        return meaning;
    }

    /**
     * Complains about a column.
     *
     * @param column which one.
     * @param reason what is wrong and how to mend it.
     */
    void fault(String column, String reason) {
        Cell cell = row.cell(column);
        faults.add(cell == null ? row.line() : cell.line(), reason);
    }

    /**
     * Complains about the columns of a header that nobody reads.
     *
     * @param table the file.
     * @param known what can be read.
     * @param required what must be there.
     * @param faults where faults go.
     */
    static void checkHeader(
            CsvReader.Table table, Collection<String> known, Collection<String> required, Faults faults) {
        for (String column : table.columns().keySet()) {
            if (!known.contains(column)) {
                faults.add(table.headerLine(), "column '" + column + "' is not known" + Nearest.hint(column, known));
            }
        }
        for (String column : required) {
            if (!table.columns().containsKey(column)) {
                faults.add(table.headerLine(), "column '" + column + "' is missing in the header; add it");
            }
        }
    }
}
