package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.proto.snmp.internal.mib.MetrologyColumn;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Variable;

/** A table of measured values: which point each cell shows, reckoned once for a picture of the installation. */
final class MetrologyGrid implements Grid {

    /** In place of a point that a device does not have. */
    static final int NONE = -1;

    private static final int LOAD = 1;
    private static final int INDEX_LENGTH = 2;
    private static final long WORD = 0xFFFF_FFFFL;

    private final MetrologyColumn[] columns;
    private final int[] @Nullable [] points;
    private final int[] @Nullable [] lefts;
    private final long[] keys;
    private final DeviceWindow[] windows;
    private final boolean strict;

    /**
     * Makes a grid.
     *
     * @param columns in rising order of number.
     * @param cells the point of each cell.
     * @param rows in rising order of their keys.
     * @param strict whether a value that is not there is no instance; else it is 0.
     */
    MetrologyGrid(List<MetrologyColumn> columns, Cells cells, List<LoadRow> rows, boolean strict) {
        this.columns = columns.toArray(MetrologyColumn[]::new);
        this.points = cells.points;
        this.lefts = cells.lefts;
        this.keys = rows.stream().mapToLong(LoadRow::key).toArray();
        this.windows = rows.stream().map(LoadRow::window).toArray(DeviceWindow[]::new);
        this.strict = strict;
    }

    /** Key of a row: orders rows as their indexes are ordered. */
    static long key(int address, int load) {
        return (long) address << Integer.SIZE | load;
    }

    @Override
    public int columns() {
        return columns.length;
    }

    @Override
    public int number(int column) {
        return columns[column].number();
    }

    @Override
    public int rows() {
        return keys.length;
    }

    @Override
    public int rowAt(int[] oid, int from) {
        if (oid.length != from + INDEX_LENGTH) {
            return -1;
        }
        long key = asked(oid, from);
        int row = rowFrom(key);
        return row < keys.length && keys[row] == key ? row : -1;
    }

    @Override
    public int rowAfter(int[] oid, int from) {
        if (oid.length == from) {
            return 0;
        }
        if (oid.length == from + 1) {
            return oid[from] < 0 ? keys.length : rowFrom((long) oid[from] << Integer.SIZE);
        }
        long key = asked(oid, from);
        return key == Long.MAX_VALUE ? keys.length : rowFrom(key + 1);
    }

    /** Addresses beyond 31 bits are behind all rows, whatever follows them. */
    private static long asked(int[] oid, int from) {
        return oid[from] < 0 ? Long.MAX_VALUE : (long) oid[from] << Integer.SIZE | (oid[from + LOAD] & WORD);
    }

    private int rowFrom(long key) {
        int low = 0;
        int high = keys.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (keys[middle] < key) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @Override
    public int indexLength(int row) {
        return INDEX_LENGTH;
    }

    @Override
    public void index(int row, int[] oid, int from) {
        oid[from] = (int) (keys[row] >>> Integer.SIZE);
        oid[from + LOAD] = (int) keys[row];
    }

    @Override
    public int filled(int column, int row) {
        int[] ofColumn = points[column];
        if (!strict) {
            return row;
        }
        if (ofColumn == null) {
            return keys.length;
        }
        int next = row;
        while (next < keys.length && ofColumn[next] == NONE) {
            next++;
        }
        return next;
    }

    @Override
    public @Nullable Variable cell(int column, int row) {
        double number = number(points[column], row);
        if (Double.isNaN(number)) {
            return strict ? null : Values.zero(columns[column]);
        }
        return Values.measured(columns[column], number, number(lefts[column], row));
    }

    private double number(int @Nullable [] ofColumn, int row) {
        return ofColumn == null ? Double.NaN : windows[row].number(ofColumn[row]);
    }

    /** The points of a table; null for a column that no row has. */
    static final class Cells {

        private final int[] @Nullable [] points;
        private final int[] @Nullable [] lefts;

        /**
         * Takes the points.
         *
         * @param points point by column and row, or {@link #NONE}.
         * @param lefts the same for what is left over of an energy.
         */
        Cells(int[] @Nullable [] points, int[] @Nullable [] lefts) {
            this.points = points;
            this.lefts = lefts;
        }
    }

    /**
     * A load of a device as a row.
     *
     * @param window values of the device.
     * @param load number of the load.
     */
    record LoadRow(DeviceWindow window, int load) {

        /** Orders rows as their indexes are ordered. */
        long key() {
            return MetrologyGrid.key(window.view().address(), load);
        }
    }
}
