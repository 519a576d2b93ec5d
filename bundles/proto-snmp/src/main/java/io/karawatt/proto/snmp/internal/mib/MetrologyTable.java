package io.karawatt.proto.snmp.internal.mib;

import java.util.List;
import org.snmp4j.smi.OID;

/**
 * A table whose columns are service ids and whose rows are loads.
 *
 * @param name descriptor.
 * @param oid its number; its entry is number 1 below it.
 * @param rows which loads have a row.
 * @param description what it holds.
 * @param columns in rising order of number.
 */
public record MetrologyTable(String name, OID oid, Rows rows, String description, List<MetrologyColumn> columns) {

    /** Copies the list. */
    public MetrologyTable {
        columns = List.copyOf(columns);
    }

    /** Which loads have a row. */
    public enum Rows {
        /** Every load of every device. */
        ALL,
        /** The loads of devices that have a point of the table. */
        HAVING,
        /** Devices without loads that have a point of the table. */
        MODULES
    }
}
