package io.karawatt.simulator.internal.physics;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a quantity is computed; a row of {@code quantities.csv}, or what follows from the grammar of its key.
 *
 * @param quantity key of the catalogue.
 * @param family which model knows it: {@code ac}, {@code dc}, {@code counter}, {@code curve}, {@code device} …
 * @param formula name of the formula.
 * @param argument what it is applied to.
 * @param tariff tariff of a counter, 0..7; -1 for all together.
 * @param span {@code CurrentDay}, {@code PreviousWeek} …; empty for the whole time.
 */
public record QuantityRule(String quantity, String family, String formula, String argument, int tariff, String span) {

    /** Family of alternating current. */
    public static final String AC = "ac";

    /** Family of direct current. */
    public static final String DC = "dc";

    private static final Pattern TARIFF = Pattern.compile("(energy\\w+|hourMeter)Tariff([1-8])");
    private static final Pattern SPAN = Pattern.compile("(energy\\w+?)((?:Previous|Current)(?:Day|Week|Month))");

    /** The rules of the table and of the grammar. */
    public static final class Table {

        private final Map<String, QuantityRule> rows = new HashMap<>();

        /** Reads the table. */
        public Table() {
            for (Map<String, String> row : CsvRows.read("quantities.csv")) {
                String quantity = row.getOrDefault("quantity", "");
                rows.put(
                        quantity,
                        new QuantityRule(
                                quantity,
                                row.getOrDefault("family", ""),
                                row.getOrDefault("formula", ""),
                                row.getOrDefault("argument", ""),
                                -1,
                                ""));
            }
        }

        /**
         * Finds the rule of a quantity.
         *
         * @param quantity key of the catalogue.
         * @return the rule, or empty when the simulator knows no such quantity.
         */
        public Optional<QuantityRule> find(String quantity) {
            QuantityRule row = rows.get(quantity);
            if (row != null) {
                return Optional.of(row);
            }
            if (Formulas.harmonic(quantity).isPresent()) {
                return Optional.of(new QuantityRule(quantity, AC, "harmonic", quantity, -1, ""));
            }
            Matcher tariff = TARIFF.matcher(quantity);
            if (tariff.matches()) {
                int number = Integer.parseInt(tariff.group(2)) - 1;
                return find(tariff.group(1)).map(rule -> rule.with(quantity, number, ""));
            }
            Matcher span = SPAN.matcher(quantity);
            if (span.matches()) {
                return find(span.group(1)).map(rule -> rule.with(quantity, -1, span.group(2)));
            }
            return Optional.empty();
        }
    }

    private QuantityRule with(String key, int number, String newSpan) {
        return new QuantityRule(key, family, formula, argument, number, newSpan);
    }
}
