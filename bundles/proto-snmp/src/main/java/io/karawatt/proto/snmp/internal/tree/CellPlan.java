package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.model.PointKey;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.proto.snmp.internal.mib.MetrologyColumn;
import io.karawatt.proto.snmp.internal.mib.MetrologyTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the points of all cells of all tables of measured values by one pass over the points of the devices. Immutable;
 * made once.
 */
final class CellPlan {

    private static final String LEFT = "Residual";
    private static final String NO = "no";
    /** A candidate is its rank above its point; the smallest wins. */
    private static final int POINT_BITS = 24;

    private static final int POINT_MASK = (1 << POINT_BITS) - 1;

    private final List<MetrologyTable> tables;
    private final Map<Stat, List<Use>> uses = new HashMap<>();

    CellPlan(List<MetrologyTable> tables) {
        this.tables = List.copyOf(tables);
        for (int table = 0; table < tables.size(); table++) {
            List<MetrologyColumn> columns = tables.get(table).columns();
            for (int column = 0; column < columns.size(); column++) {
                use(table, column, columns.get(column));
            }
        }
    }

    private void use(int table, int column, MetrologyColumn of) {
        boolean energy = of.form() == MetrologyColumn.Form.THOUSANDS || of.form() == MetrologyColumn.Form.TENTHS_LEFT;
        for (int rank = 0; rank < of.stats().size(); rank++) {
            String stat = of.stats().get(rank);
            use(new Stat(of.quantity(), stat), new Use(table, column, rank, false, of.needs()));
            if (energy) {
                use(new Stat(of.quantity(), stat + LEFT), new Use(table, column, rank, true, of.needs()));
            }
        }
    }

    private void use(Stat stat, Use use) {
        uses.computeIfAbsent(stat, any -> new ArrayList<>()).add(use);
    }

    /**
     * Makes the grids of the tables for an installation.
     *
     * @param rows all loads in rising order; those of one device share their window.
     * @param strict whether a value that is not there is no instance.
     * @return the grids in the order of the tables.
     */
    List<MetrologyGrid> grids(List<MetrologyGrid.LoadRow> rows, boolean strict) {
        List<Sheet> sheets =
                tables.stream().map(table -> new Sheet(table, rows)).toList();
        int from = 0;
        while (from < rows.size()) {
            int to = from + 1;
            while (to < rows.size() && rows.get(to).window() == rows.get(from).window()) {
                to++;
            }
            fill(sheets, rows, from, to);
            from = to;
        }
        return sheets.stream().map(sheet -> sheet.grid(strict)).toList();
    }

    /** One device: its rows are those from one position up to another. */
    private void fill(List<Sheet> sheets, List<MetrologyGrid.LoadRow> rows, int from, int to) {
        DeviceProfile profile = rows.get(from).window().view().profile();
        boolean hasLoads = !rows.get(from).window().view().device().loads().isEmpty();
        List<PointKey> keys = rows.get(from).window().view().schema().keys();
        for (int point = 0; point < keys.size(); point++) {
            PointKey key = keys.get(point);
            List<Use> shown = key.instance() == 0 || hasLoads
                    ? uses.getOrDefault(new Stat(key.quantity(), key.stat()), List.of())
                    : List.of();
            for (Use use : shown) {
                for (int row = from; row < to && use.fits(profile); row++) {
                    // What is measured for the load itself goes before what belongs to the whole device.
                    boolean own = key.instance() != 0;
                    if (!own || rows.get(row).load() == key.instance()) {
                        sheets.get(use.table).offer(use, row, use.rank * 2 + (own ? 0 : 1), point);
                    }
                }
            }
        }
    }

    /** The cells of one table while they are found. */
    private static final class Sheet {

        private final MetrologyTable table;
        private final List<MetrologyGrid.LoadRow> rows;
        private final int[][] points;
        private final int[][] lefts;
        private final boolean[] having;

        Sheet(MetrologyTable table, List<MetrologyGrid.LoadRow> rows) {
            this.table = table;
            this.rows = rows;
            this.points = new int[table.columns().size()][];
            this.lefts = new int[table.columns().size()][];
            this.having = new boolean[rows.size()];
        }

        void offer(Use use, int row, int rank, int point) {
            int[][] into = use.left ? lefts : points;
            if (into[use.column] == null) {
                into[use.column] = new int[rows.size()];
                Arrays.fill(into[use.column], Integer.MAX_VALUE);
            }
            int[] cells = into[use.column];
            cells[row] = Math.min(cells[row], rank << POINT_BITS | point);
            having[row] = true;
        }

        MetrologyGrid grid(boolean strict) {
            int[] kept = IntStream.range(0, rows.size()).filter(this::keeps).toArray();
            return new MetrologyGrid(
                    table.columns(),
                    new MetrologyGrid.Cells(keep(points, kept), keep(lefts, kept)),
                    Arrays.stream(kept).mapToObj(rows::get).toList(),
                    strict);
        }

        private boolean keeps(int row) {
            return switch (table.rows()) {
                case ALL -> true;
                case HAVING -> having[row];
                case MODULES ->
                    having[row]
                            && rows.get(row).window().view().device().loads().isEmpty();
            };
        }

        private static int[] @Nullable [] keep(int[][] found, int[] rows) {
            int[] @Nullable [] kept = new int[found.length][];
            for (int column = 0; column < found.length; column++) {
                int[] of = found[column];
                kept[column] = of == null
                        ? null
                        : Arrays.stream(rows)
                                .map(row -> of[row] == Integer.MAX_VALUE ? MetrologyGrid.NONE : of[row] & POINT_MASK)
                                .toArray();
            }
            return kept;
        }
    }

    /** What a point measures. */
    private record Stat(String quantity, String stat) {}

    /** Where a point is shown. */
    private record Use(int table, int column, int rank, boolean left, String needs) {

        boolean fits(DeviceProfile profile) {
            return needs.isEmpty() || !NO.equals(profile.capabilities().get(needs));
        }
    }
}
