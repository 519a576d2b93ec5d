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
 * Finds the points of all cells of a table by one pass over the points of the devices. Immutable; made once for a
 * table.
 */
final class CellPlan {

    private static final String LEFT = "Residual";
    private static final String NO = "no";
    /** A candidate is its rank above its point; the smallest wins. */
    private static final int POINT_BITS = 24;

    private static final int POINT_MASK = (1 << POINT_BITS) - 1;

    private final MetrologyTable table;
    private final Map<Stat, List<Use>> uses = new HashMap<>();

    CellPlan(MetrologyTable table) {
        this.table = table;
        List<MetrologyColumn> columns = table.columns();
        for (int column = 0; column < columns.size(); column++) {
            MetrologyColumn of = columns.get(column);
            boolean energy =
                    of.form() == MetrologyColumn.Form.THOUSANDS || of.form() == MetrologyColumn.Form.TENTHS_LEFT;
            for (int rank = 0; rank < of.stats().size(); rank++) {
                String stat = of.stats().get(rank);
                use(new Stat(of.quantity(), stat), new Use(column, rank, false, of.needs()));
                if (energy) {
                    use(new Stat(of.quantity(), stat + LEFT), new Use(column, rank, true, of.needs()));
                }
            }
        }
    }

    private void use(Stat stat, Use use) {
        uses.computeIfAbsent(stat, any -> new ArrayList<>()).add(use);
    }

    /** Makes the grid of the table for an installation. */
    MetrologyGrid grid(List<MetrologyGrid.LoadRow> all, boolean strict) {
        int[][] points = new int[table.columns().size()][];
        int[][] lefts = new int[table.columns().size()][];
        boolean[] having = new boolean[all.size()];
        for (int row = 0; row < all.size(); row++) {
            having[row] = fill(all.get(row), row, all.size(), points, lefts);
        }
        int[] kept = IntStream.range(0, all.size())
                .filter(row -> keeps(all.get(row), having[row]))
                .toArray();
        return new MetrologyGrid(
                table.columns(),
                new MetrologyGrid.Cells(keep(points, kept), keep(lefts, kept)),
                Arrays.stream(kept).mapToObj(all::get).toList(),
                strict);
    }

    private boolean keeps(MetrologyGrid.LoadRow row, boolean having) {
        return switch (table.rows()) {
            case ALL -> true;
            case HAVING -> having;
            case MODULES -> having && row.window().view().device().loads().isEmpty();
        };
    }

    private boolean fill(MetrologyGrid.LoadRow row, int position, int rows, int[][] points, int[][] lefts) {
        boolean hasLoads = !row.window().view().device().loads().isEmpty();
        List<PointKey> keys = row.window().view().schema().keys();
        DeviceProfile profile = row.window().view().profile();
        boolean any = false;
        for (int point = 0; point < keys.size(); point++) {
            PointKey key = keys.get(point);
            boolean own = hasLoads && key.instance() == row.load();
            if (own || key.instance() == 0) {
                Stat stat = new Stat(key.quantity(), key.stat());
                for (Use use : uses.getOrDefault(stat, List.of())) {
                    if (use.fits(profile)) {
                        int rank = use.rank * 2 + (own ? 0 : 1);
                        offer(use.left ? lefts : points, use.column, rows, position, rank << POINT_BITS | point);
                        any = true;
                    }
                }
            }
        }
        return any;
    }

    private static void offer(int[][] into, int column, int rows, int position, int candidate) {
        if (into[column] == null) {
            into[column] = new int[rows];
            Arrays.fill(into[column], Integer.MAX_VALUE);
        }
        into[column][position] = Math.min(into[column][position], candidate);
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

    /** What a point measures. */
    private record Stat(String quantity, String stat) {}

    /** Where a point is shown. */
    private record Use(int column, int rank, boolean left, String needs) {

        boolean fits(DeviceProfile profile) {
            return needs.isEmpty() || !NO.equals(profile.capabilities().get(needs));
        }
    }
}
