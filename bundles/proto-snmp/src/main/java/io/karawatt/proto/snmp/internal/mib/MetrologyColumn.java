package io.karawatt.proto.snmp.internal.mib;

import java.util.List;

/**
 * A column whose values are measured.
 *
 * @param number its number: a service id.
 * @param name descriptor.
 * @param quantity key of the quantity.
 * @param stats statistics of the point, the first that a device has counts.
 * @param needs capability without which a device has no such value; empty for none.
 * @param form how a number of the base unit becomes an integer.
 * @param factor what the number is multiplied with in form {@link Form#VALUE}.
 * @param signed whether it is an Integer32; else it is a Gauge32.
 * @param unit base unit of the quantity.
 * @param description what it tells.
 */
public record MetrologyColumn(
        int number,
        String name,
        String quantity,
        List<String> stats,
        String needs,
        Form form,
        double factor,
        boolean signed,
        String unit,
        String description) {

    /** Copies the list. */
    public MetrologyColumn {
        stats = List.copyOf(stats);
    }

    /** How a number becomes an integer. */
    public enum Form {
        /** Number x factor. */
        VALUE,
        /** Seconds since 2000-01-01 become seconds since 1970-01-01; 0 stays 0: never. */
        DATE,
        /** Whole thousands of an energy that may lie in two points: a total and what is left over. */
        THOUSANDS,
        /** What is left over of the thousands, in tenths. */
        TENTHS_LEFT
    }
}
