package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.proto.snmp.internal.agent.Writable;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Variable;

/** Columns and rows of a table at one moment; immutable but for the values. Sub-identifiers are compared unsigned. */
interface Grid {

    /** How many columns there are. */
    int columns();

    /** Number of a column: a sub-identifier; rises with the position. */
    int number(int column);

    /** How many rows there are. */
    int rows();

    /**
     * Finds a row.
     *
     * @param oid any OID.
     * @param from where the index begins in it.
     * @return position of the row with exactly this index, or -1.
     */
    int rowAt(int[] oid, int from);

    /**
     * Finds the next row.
     *
     * @param oid any OID.
     * @param from where the index begins in it; may be its end.
     * @return position of the first row whose index is behind it, or {@link #rows()}.
     */
    int rowAfter(int[] oid, int from);

    /** Length of the index of a row. */
    int indexLength(int row);

    /** Writes the index of a row into an OID. */
    void index(int row, int[] oid, int from);

    /** Value of a cell, or null when there is none. */
    @Nullable
    Variable cell(int column, int row);

    /** Position of the first row, this one or a later one, that may have a value in the column; or {@link #rows()}. */
    default int filled(int column, int row) {
        return row;
    }

    /** What writing a cell would change, or null when it can't be written. */
    default @Nullable Writable writable(int column, int row) {
        return null;
    }
}
