package io.karawatt.proto.snmp.internal.mib;

import io.karawatt.model.Quantity;
import io.karawatt.proto.snmp.internal.mib.MetrologyColumn.Form;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** One row of {@code metrology.csv}: makes columns of quantities. */
final class Family {

    private static final Set<String> ENERGIES = Set.of("Wh", "varh", "VAh");
    private static final String DATE_UNIT = "datetime";
    private static final int LEFT_OVER = 500;

    private final Map<String, String> row;
    private final List<String> stats;

    Family(Map<String, String> row) {
        this.row = row;
        this.stats = List.of(row.getOrDefault("stats", "").split(" "));
    }

    /** Relative number of the table it adds to. */
    String table() {
        return row.getOrDefault("oid", "");
    }

    /** Cell of the row. */
    String cell(String name) {
        return row.getOrDefault(name, "");
    }

    /** Columns of a quantity: none, one, or two for an energy. */
    Stream<MetrologyColumn> columns(Quantity quantity) {
        String id = quantity.attribute(cell("ids")).orElse("");
        if (id.isEmpty() || !fits(quantity)) {
            return Stream.empty();
        }
        int number = Integer.parseInt(id) + Integer.parseInt(cell("shift"));
        if (cell("form").equals("date") || quantity.unit().equals(DATE_UNIT)) {
            return Stream.of(column(quantity, number, name(quantity, ""), Form.DATE));
        }
        if (ENERGIES.contains(quantity.unit())) {
            return Stream.of(
                    column(quantity, number, name(quantity, ""), Form.THOUSANDS),
                    column(quantity, number + LEFT_OVER, name(quantity, "Residual"), Form.TENTHS_LEFT));
        }
        return Stream.of(column(quantity, number, name(quantity, ""), Form.VALUE));
    }

    private MetrologyColumn column(Quantity quantity, int number, String name, Form form) {
        double factor = Double.parseDouble(quantity.attribute("emsCoef").orElse("1"));
        boolean signed = quantity.signed() && form != Form.DATE;
        String text = quantity.description() + ": " + cell("phrase") + ".";
        return new MetrologyColumn(
                number, name, quantity.key(), stats, needs(quantity), form, factor, signed, quantity.unit(), text);
    }

    private String needs(Quantity quantity) {
        return Stream.of(cell("needs").split(" ", -1))
                .map(need -> need.split("=", 2))
                .filter(need -> need.length == 2 && (need[0].equals("*") || need[0].equals(quantity.group())))
                .map(need -> need[1])
                .findFirst()
                .orElse("");
    }

    private String name(Quantity quantity, String suffix) {
        String prefix = cell("prefix");
        String key = quantity.key();
        String name = prefix.isEmpty()
                ? quantity.attribute("snmpName").orElse(key)
                : prefix + key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1);
        return name + suffix;
    }

    private boolean fits(Quantity quantity) {
        String from = cell("from");
        if (!from.isEmpty() && !quantity.attribute("snmpTable").orElse("").equals(from)) {
            return false;
        }
        String only = cell("only");
        if (only.isEmpty()) {
            return true;
        }
        List<String> rules = List.of(only.split(" "));
        boolean onlyTakesAway = rules.stream().allMatch(rule -> rule.startsWith("!"));
        return rules.stream().noneMatch(rule -> rule.startsWith("!") && matches(rule.substring(1), quantity))
                && (onlyTakesAway || rules.stream().anyMatch(rule -> matches(rule, quantity)));
    }

    private static boolean matches(String rule, Quantity quantity) {
        if (rule.startsWith("group=")) {
            return quantity.group().equals(rule.substring("group=".length()));
        }
        return quantity.key().matches(rule.replace("?", ".").replace("*", ".*"));
    }
}
