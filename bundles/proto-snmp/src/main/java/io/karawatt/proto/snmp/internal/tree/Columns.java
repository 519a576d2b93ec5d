package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.proto.snmp.internal.agent.Writable;
import io.karawatt.proto.snmp.internal.mib.Layout;
import io.karawatt.proto.snmp.internal.mib.MibObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;

/**
 * What the rows of a table tell: the layout says which columns there are, the table how each is answered. Immutable.
 *
 * @param <R> what a row is about.
 */
final class Columns<R> {

    private final OID entry;
    private final int[] numbers;
    private final List<Function<R, @Nullable Variable>> cells;
    private final List<Function<R, @Nullable Writable>> writables;

    private Columns(OID entry, Builder<R> made) {
        this.entry = entry;
        List<MibObject> columns = made.layout.columns(made.table);
        if (!columns.stream()
                .map(MibObject::name)
                .collect(java.util.stream.Collectors.toSet())
                .equals(made.cells.keySet())) {
            throw new IllegalStateException(made.table + " has other columns than " + made.cells.keySet());
        }
        this.numbers = columns.stream().mapToInt(MibObject::number).toArray();
        this.cells =
                columns.stream().map(column -> made.cells.get(column.name())).toList();
        this.writables = columns.stream()
                .map(column -> made.writables.getOrDefault(column.name(), row -> null))
                .toList();
    }

    /**
     * Begins a table.
     *
     * @param layout says which columns there are.
     * @param table descriptor of the table.
     * @param <R> what a row is about.
     * @return what takes the columns.
     */
    static <R> Builder<R> of(Layout layout, String table) {
        return new Builder<>(layout, table);
    }

    OID entry() {
        return entry;
    }

    int size() {
        return numbers.length;
    }

    int number(int column) {
        return numbers[column];
    }

    @Nullable
    Variable cell(int column, R row) {
        return cells.get(column).apply(row);
    }

    @Nullable
    Writable writable(int column, R row) {
        return writables.get(column).apply(row);
    }

    /**
     * Takes the columns of a table.
     *
     * @param <R> what a row is about.
     */
    static final class Builder<R> {

        private final Layout layout;
        private final String table;
        private final Map<String, Function<R, @Nullable Variable>> cells = new HashMap<>();
        private final Map<String, Function<R, @Nullable Writable>> writables = new HashMap<>();

        private Builder(Layout layout, String table) {
            this.layout = layout;
            this.table = table;
        }

        /** Says how a column is answered; null where a row has no value. */
        Builder<R> column(String name, Function<R, @Nullable Variable> cell) {
            cells.put(name, cell);
            return this;
        }

        /** Says how a column is written. */
        Builder<R> written(String name, Function<R, @Nullable Writable> writable) {
            writables.put(name, writable);
            return this;
        }

        /** Ends the table; the layout must have these columns and no others. */
        Columns<R> build() {
            return new Columns<>(Layout.entry(layout.object(table).oid()), this);
        }
    }
}
