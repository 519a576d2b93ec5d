package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.proto.snmp.internal.agent.Subtree;
import io.karawatt.proto.snmp.internal.agent.Writable;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** A table, or a group of single values, as a subtree: finds cells by arithmetic on sub-identifiers. */
final class GridTree implements Subtree {

    private final OID root;
    private final int[] prefix;
    private final Supplier<? extends Grid> grids;

    /**
     * Makes a subtree.
     *
     * @param root what the numbers of columns come after: the entry of a table.
     * @param grids gives the present grid; each question is answered from one.
     */
    GridTree(OID root, Supplier<? extends Grid> grids) {
        this.root = root;
        this.prefix = root.getValue();
        this.grids = grids;
    }

    @Override
    public OID root() {
        return root;
    }

    @Override
    public Variable get(OID oid) {
        Grid grid = grids.get();
        int[] asked = oid.getValue();
        int column = exactColumn(grid, asked);
        if (column < 0) {
            return Null.noSuchObject;
        }
        int row = grid.rowAt(asked, prefix.length + 1);
        Variable value = row < 0 ? null : grid.cell(column, row);
        return value == null ? Null.noSuchInstance : value;
    }

    @Override
    public Optional<Writable> writable(OID oid) {
        Grid grid = grids.get();
        int[] asked = oid.getValue();
        int column = exactColumn(grid, asked);
        int row = column < 0 ? -1 : grid.rowAt(asked, prefix.length + 1);
        return row < 0 ? Optional.empty() : Optional.ofNullable(grid.writable(column, row));
    }

    @Override
    public @Nullable VariableBinding next(OID after) {
        Grid grid = grids.get();
        int[] asked = after.getValue();
        int side = side(asked);
        if (side > 0) {
            return null;
        }
        int column = 0;
        int row = 0;
        if (side == 0 && asked.length > prefix.length) {
            column = columnFrom(grid, asked[prefix.length]);
            if (column < grid.columns() && grid.number(column) == asked[prefix.length]) {
                row = grid.rowAfter(asked, prefix.length + 1);
            }
        }
        return firstFrom(grid, column, row);
    }

    private @Nullable VariableBinding firstFrom(Grid grid, int fromColumn, int fromRow) {
        int row = fromRow;
        for (int column = fromColumn; column < grid.columns(); column++) {
            for (row = grid.filled(column, row); row < grid.rows(); row = grid.filled(column, row + 1)) {
                Variable value = grid.cell(column, row);
                if (value != null) {
                    return new VariableBinding(oid(grid, column, row), value);
                }
            }
            row = 0;
        }
        return null;
    }

    private OID oid(Grid grid, int column, int row) {
        int[] oid = Arrays.copyOf(prefix, prefix.length + 1 + grid.indexLength(row));
        oid[prefix.length] = grid.number(column);
        grid.index(row, oid, prefix.length + 1);
        return new OID(oid);
    }

    /** Negative when an OID lies before all objects, 0 when it begins with the root, positive when it lies behind. */
    private int side(int[] asked) {
        int shared = Math.min(asked.length, prefix.length);
        for (int i = 0; i < shared; i++) {
            int order = Integer.compareUnsigned(asked[i], prefix[i]);
            if (order != 0) {
                return order;
            }
        }
        return asked.length < prefix.length ? -1 : 0;
    }

    private int exactColumn(Grid grid, int[] asked) {
        if (asked.length <= prefix.length) {
            return -1;
        }
        int column = columnFrom(grid, asked[prefix.length]);
        return column < grid.columns() && grid.number(column) == asked[prefix.length] ? column : -1;
    }

    private static int columnFrom(Grid grid, int number) {
        int low = 0;
        int high = grid.columns();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Integer.compareUnsigned(grid.number(middle), number) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
