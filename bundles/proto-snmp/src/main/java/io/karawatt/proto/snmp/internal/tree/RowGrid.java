package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.proto.snmp.internal.agent.Writable;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Variable;

/**
 * A grid whose rows are objects.
 *
 * @param <R> what a row is about.
 */
final class RowGrid<R> implements Grid {

    private final Columns<R> columns;
    private final List<Row<R>> rows;

    /**
     * Makes a grid.
     *
     * @param columns what each row tells.
     * @param rows the rows in any order, each index once.
     */
    RowGrid(Columns<R> columns, List<Row<R>> rows) {
        this.columns = columns;
        this.rows = rows.stream()
                .sorted(Comparator.comparing(Row::index, Arrays::compareUnsigned))
                .toList();
    }

    /**
     * Makes rows that are numbered by one sub-identifier.
     *
     * @param columns what each row tells.
     * @param all what the rows are about.
     * @param number number of a row.
     * @param <R> what a row is about.
     * @return the grid.
     */
    static <R> RowGrid<R> numbered(Columns<R> columns, List<R> all, Function<R, Integer> number) {
        return new RowGrid<>(
                columns, all.stream().map(one -> Row.of(one, number.apply(one))).toList());
    }

    @Override
    public int columns() {
        return columns.size();
    }

    @Override
    public int number(int column) {
        return columns.number(column);
    }

    @Override
    public int rows() {
        return rows.size();
    }

    @Override
    public int rowAt(int[] oid, int from) {
        int row = lowerBound(oid, from);
        return row < rows.size() && compare(rows.get(row).index, oid, from) == 0 ? row : -1;
    }

    @Override
    public int rowAfter(int[] oid, int from) {
        int row = lowerBound(oid, from);
        return row < rows.size() && compare(rows.get(row).index, oid, from) == 0 ? row + 1 : row;
    }

    private int lowerBound(int[] oid, int from) {
        int low = 0;
        int high = rows.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(rows.get(middle).index, oid, from) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int compare(int[] index, int[] oid, int from) {
        return Arrays.compareUnsigned(index, 0, index.length, oid, from, oid.length);
    }

    @Override
    public int indexLength(int row) {
        return rows.get(row).index.length;
    }

    @Override
    public void index(int row, int[] oid, int from) {
        int[] index = rows.get(row).index;
        System.arraycopy(index, 0, oid, from, index.length);
    }

    @Override
    public @Nullable Variable cell(int column, int row) {
        return columns.cell(column, rows.get(row).about);
    }

    @Override
    public @Nullable Writable writable(int column, int row) {
        return columns.writable(column, rows.get(row).about);
    }

    /**
     * One row.
     *
     * @param <R> what a row is about.
     */
    static final class Row<R> {

        private final R about;
        private final int[] index;

        private Row(R about, int[] index) {
            this.about = about;
            this.index = index;
        }

        /**
         * Makes a row.
         *
         * @param about what it is about.
         * @param index its index.
         * @param <R> what a row is about.
         * @return the row.
         */
        static <R> Row<R> of(R about, int... index) {
            return new Row<>(about, index);
        }

        private int[] index() {
            return index;
        }
    }
}
