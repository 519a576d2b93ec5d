package io.karawatt.proto.snmp.internal.agent;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** A few objects with one instance each, such as the system group. Immutable; values are asked for at each request. */
public final class Scalars implements Subtree {

    private final OID root;
    private final OID[] names;
    private final Supplier<? extends Variable>[] values;
    private final Map<OID, Writable> writable;

    /**
     * Puts scalars under one root.
     *
     * @param root what all begin with.
     * @param scalars the values by the numbers between the root and the final {@code .0}, for example {@code 3} or
     *     {@code 1.4}; a value must be quick and is never null.
     */
    public Scalars(OID root, Map<String, ? extends Supplier<? extends Variable>> scalars) {
        this(root, scalars, Map.of());
    }

    /**
     * Puts scalars under one root, some of which can be set.
     *
     * @param root what all begin with.
     * @param scalars the values, as above.
     * @param writable those that can be set, by the same numbers.
     */
    @SuppressWarnings("unchecked") // an array of a generic type is made in no other way
    public Scalars(
            OID root, Map<String, ? extends Supplier<? extends Variable>> scalars, Map<String, Writable> writable) {
        TreeMap<OID, Supplier<? extends Variable>> sorted = new TreeMap<>();
        scalars.forEach((number, value) -> sorted.put(instance(root, number), value));
        TreeMap<OID, Writable> settable = new TreeMap<>();
        writable.forEach((number, object) -> settable.put(instance(root, number), object));
        this.root = root;
        this.names = sorted.keySet().toArray(OID[]::new);
        this.values = sorted.values().toArray(Supplier[]::new);
        this.writable = settable;
    }

    private static OID instance(OID root, String number) {
        return new OID(root.toDottedString() + "." + number + ".0");
    }

    @Override
    public OID root() {
        return root;
    }

    @Override
    public Variable get(OID oid) {
        int index = firstNotBefore(oid);
        if (index < names.length && names[index].equals(oid)) {
            return values[index].get();
        }
        // Behind the name of an object there is only its instance 0.
        boolean before = index > 0 && sameObject(names[index - 1], oid);
        boolean behind = index < names.length && sameObject(names[index], oid);
        return before || behind ? Null.noSuchInstance : Null.noSuchObject;
    }

    @Override
    public @Nullable VariableBinding next(OID after) {
        int index = firstNotBefore(after);
        if (index < names.length && names[index].equals(after)) {
            index++;
        }
        return index < names.length ? new VariableBinding(names[index], values[index].get()) : null;
    }

    @Override
    public Optional<Writable> writable(OID oid) {
        return Optional.ofNullable(writable.get(oid));
    }

    /** Index of the first name that is the OID or lies behind it. */
    private int firstNotBefore(OID oid) {
        int low = 0;
        int high = names.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (names[middle].compareTo(oid) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static boolean sameObject(OID name, OID oid) {
        return oid.size() >= name.size() - 1 && oid.leftMostCompare(name.size() - 1, name) == 0;
    }
}
