package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.proto.snmp.internal.agent.Subtree;
import io.karawatt.proto.snmp.internal.mib.Layout;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** An object with one instance, {@code .0}. */
final class SingleValue implements Subtree {

    private final OID root;
    private final OID instance;
    private final Supplier<Variable> value;

    /**
     * Makes an object.
     *
     * @param layout where it lies.
     * @param name its descriptor.
     * @param value asked at each request.
     */
    SingleValue(Layout layout, String name, Supplier<Variable> value) {
        this.root = layout.object(name).oid();
        this.instance = new OID(root.getValue(), new int[] {0});
        this.value = value;
    }

    @Override
    public OID root() {
        return root;
    }

    @Override
    public Variable get(OID oid) {
        return oid.equals(instance) ? value.get() : Null.noSuchInstance;
    }

    @Override
    public @Nullable VariableBinding next(OID after) {
        return after.compareTo(instance) < 0 ? new VariableBinding(instance, value.get()) : null;
    }
}
