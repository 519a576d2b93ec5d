package io.karawatt.profile.read.internal;

import io.karawatt.model.Quantity;
import io.karawatt.model.Range;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the quantity catalogue. */
final class QuantityReader {

    private static final List<String> REQUIRED = List.of("key", "group", "scope", "description", "unit", "signed");
    private static final String LEAST = "least";
    private static final String MOST = "most";
    private static final List<String> RANGE = List.of(LEAST, MOST);
    private static final Map<String, Boolean> SIGNED = Map.of("signed", true, "unsigned", false);

    private QuantityReader() {}

    /**
     * Reads a file. Columns beyond the required ones become attributes of the quantity.
     *
     * @param text its content.
     * @param faults where faults go.
     * @param pool keeps equal values once.
     * @return the quantities with the lines they are on; not to be used when there are faults.
     */
    static Map<Quantity, Integer> read(String text, Faults faults, Pool pool) {
        CsvReader.Table table = CsvReader.read(text, faults, pool);
        if (faults.none()) {
            Fields.checkHeader(table, table.columns().keySet(), REQUIRED, faults);
        }
        Map<Quantity, Integer> quantities = new LinkedHashMap<>();
        if (!faults.none()) {
            return quantities;
        }
        Map<String, Integer> seen = new HashMap<>();
        for (Row row : table.rows()) {
            if (faults.full()) {
                break;
            }
            Quantity quantity = quantity(row, table, faults);
            Integer before = seen.putIfAbsent(quantity.key(), row.line());
            if (before != null) {
                faults.add(
                        row.line(), "quantity '" + quantity.key() + "' is already on line " + before + "; remove one");
            }
            quantities.put(quantity, row.line());
        }
        return quantities;
    }

    private static Quantity quantity(Row row, CsvReader.Table table, Faults faults) {
        Fields fields = new Fields(row, faults);
        Map<String, String> attributes = new HashMap<>();
        for (String column : table.columns().keySet()) {
            Cell cell = row.cell(column);
            if (cell != null && !REQUIRED.contains(column) && !RANGE.contains(column)) {
                attributes.put(column, cell.text());
            }
        }
        if (row.cell("unit") == null) {
            faults.add(row.line(), "'unit' is missing; write the base unit, or - when there is none");
        }
        return new Quantity(
                fields.name("key"),
                fields.name("group"),
                fields.name("scope"),
                fields.text("description", ""),
                fields.text("unit", "-"),
                fields.word("signed", SIGNED, false),
                range(fields),
                attributes);
    }

    private static Range range(Fields fields) {
        double least = fields.real(LEAST, Range.ALL.least());
        double most = fields.real(MOST, Range.ALL.most());
        if (least > most) {
            fields.fault(LEAST, "'least' " + least + " is above 'most' " + most + "; no value could be believed");
            return Range.ALL;
        }
        return new Range(least, most);
    }
}
