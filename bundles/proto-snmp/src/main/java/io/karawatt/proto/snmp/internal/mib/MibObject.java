package io.karawatt.proto.snmp.internal.mib;

import java.util.List;
import java.util.Locale;
import org.snmp4j.smi.OID;

/**
 * One row of {@code objects.csv} or {@code standard.csv}.
 *
 * @param name descriptor, unique in the module.
 * @param oid its number.
 * @param kind what sort of object.
 * @param syntax its type as a MIB module writes it; empty where none applies.
 * @param access who may do what.
 * @param units unit of its value; empty for none.
 * @param index names of the index objects of a table.
 * @param description what it tells.
 */
public record MibObject(
        String name,
        OID oid,
        Kind kind,
        String syntax,
        Access access,
        String units,
        List<String> index,
        String description) {

    /** Copies the list. */
    public MibObject {
        index = List.copyOf(index);
    }

    /**
     * Returns its last sub-identifier.
     *
     * @return the number of a column, for example.
     */
    public int number() {
        return oid.last();
    }

    /** What sort of object. */
    public enum Kind {
        /** A branch. */
        NODE,
        /** A single value. */
        SCALAR,
        /** A table; its entry is number 1 below it. */
        TABLE,
        /** A column of a table. */
        COLUMN,
        /** A column that only numbers rows. */
        INDEX,
        /** A notification. */
        NOTIFICATION,
        /** A value of sysObjectID. */
        PRODUCT,
        /** A group of objects, for statements of compliance. */
        GROUP,
        /** A statement of compliance: all groups. */
        COMPLIANCE,
        /** A module that the agent says it supports. */
        MODULE;

        static Kind of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /** Who may do what. */
    public enum Access {
        /** Nobody: it only appears in the OIDs of others. */
        NOT_ACCESSIBLE("not-accessible"),
        /** Read. */
        READ_ONLY("read-only"),
        /** Read and write. */
        READ_WRITE("read-write");

        private final String words;

        Access(String words) {
            this.words = words;
        }

        static Access of(String text) {
            return text.equals("rw") ? READ_WRITE : text.equals("ro") ? READ_ONLY : NOT_ACCESSIBLE;
        }

        /**
         * Returns it as a MIB module writes it.
         *
         * @return for example {@code read-only}.
         */
        String words() {
            return words;
        }
    }
}
