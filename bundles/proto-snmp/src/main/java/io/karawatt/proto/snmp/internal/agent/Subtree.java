package io.karawatt.proto.snmp.internal.agent;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/**
 * All objects below one root, answered from wherever they live. Thread-safe; never waits, never throws for any OID.
 *
 * <p>Roots of different subtrees never lie below one another. Both questions are asked some ten thousand times a
 * second: compare sub-identifiers as integers and make no more objects than the answer.
 */
public interface Subtree {

    /**
     * Returns what all its objects begin with.
     *
     * @return the root, always the same.
     */
    OID root();

    /**
     * Answers a Get.
     *
     * @param oid an OID that begins with the root.
     * @return the value; {@code Null.noSuchObject} when there is no such object type, {@code Null.noSuchInstance} when
     *     the type has no such instance (RFC 3416 §4.2.1).
     */
    Variable get(OID oid);

    /**
     * Answers a GetNext.
     *
     * @param after any OID at all, also one before the root, behind the last object, or of 128 sub-identifiers.
     * @return the first object of this subtree behind it in lexicographic order, or null when there is none.
     */
    @Nullable
    VariableBinding next(OID after);

    /**
     * Finds what a Set would change.
     *
     * @param oid an OID that begins with the root.
     * @return the object, or empty when it can't be written.
     */
    default Optional<Writable> writable(OID oid) {
        return Optional.empty();
    }
}
