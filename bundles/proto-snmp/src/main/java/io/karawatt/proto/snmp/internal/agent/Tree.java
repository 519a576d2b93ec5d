package io.karawatt.proto.snmp.internal.agent;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** All subtrees as one tree. Immutable. */
public final class Tree {

    /** Nothing is served. */
    public static final Tree EMPTY = new Tree(List.of());

    private final Subtree[] subtrees;
    private final OID[] roots;

    /**
     * Joins subtrees.
     *
     * @param parts the subtrees in any order.
     * @throws IllegalArgumentException when the root of one lies below the root of another, or is the same.
     */
    public Tree(Collection<? extends Subtree> parts) {
        List<? extends Subtree> sorted =
                parts.stream().sorted(Comparator.comparing(Subtree::root)).toList();
        this.subtrees = sorted.toArray(Subtree[]::new);
        this.roots = sorted.stream().map(Subtree::root).toArray(OID[]::new);
        for (int i = 1; i < roots.length; i++) {
            if (roots[i].startsWith(roots[i - 1])) {
                throw new IllegalArgumentException("subtree " + roots[i] + " lies in subtree " + roots[i - 1]);
            }
        }
    }

    /**
     * Answers a Get.
     *
     * @param oid any OID.
     * @return the value, {@code noSuchObject} or {@code noSuchInstance}.
     */
    public Variable get(OID oid) {
        Subtree subtree = at(oid);
        return subtree == null ? Null.noSuchObject : subtree.get(oid);
    }

    /**
     * Answers a GetNext.
     *
     * @param after any OID.
     * @return the first object behind it, or null at the end of the tree.
     */
    public @Nullable VariableBinding next(OID after) {
        for (int i = Math.max(0, lastNotBehind(after)); i < subtrees.length; i++) {
            VariableBinding found = subtrees[i].next(after);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /**
     * Finds the subtree of an object.
     *
     * @param oid any OID.
     * @return the subtree whose root the OID begins with, or null.
     */
    public @Nullable Subtree at(OID oid) {
        int index = lastNotBehind(oid);
        return index >= 0 && oid.startsWith(roots[index]) ? subtrees[index] : null;
    }

    /** Index of the last root that is not behind an OID, or -1. */
    private int lastNotBehind(OID oid) {
        int low = 0;
        int high = roots.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (roots[middle].compareTo(oid) <= 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }
}
