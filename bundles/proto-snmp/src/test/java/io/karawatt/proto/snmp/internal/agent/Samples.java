package io.karawatt.proto.snmp.internal.agent;

import io.karawatt.access.Asker;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Counter64;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** A few objects of each kind below the enterprise branch, one of which can be set. */
final class Samples implements Subtree {

    static final OID ROOT = new OID("1.3.6.1.4.1.4555.10.20.20.1");
    static final OID FIRST = new OID("1.3.6.1.4.1.4555.10.20.20.1.10000.4.1");
    static final OID BIG = new OID("1.3.6.1.4.1.4555.10.20.20.1.10000.4.2");
    static final OID AFTER_BIG = new OID("1.3.6.1.4.1.4555.10.20.20.1.10000.5.1");
    static final OID OUTPUT = new OID("1.3.6.1.4.1.4555.10.20.20.1.20000.10.2");
    static final OID TEXT = new OID("1.3.6.1.4.1.4555.10.20.20.1.30000.1.1");
    static final OID BROKEN = new OID("1.3.6.1.4.1.4555.10.20.20.1.40000.1.1");

    private final List<Asker> askers = new ArrayList<>();
    private final List<CompletableFuture<Integer>> deeds = new ArrayList<>();
    private final NavigableMap<OID, Variable> objects = new TreeMap<>();
    private boolean slow;

    Samples() {
        objects.put(FIRST, new Integer32(12_345));
        objects.put(BIG, new Counter64(1L << 40));
        objects.put(AFTER_BIG, new Integer32(-7));
        objects.put(OUTPUT, new Integer32(0));
        objects.put(TEXT, new OctetString("x".repeat(400)));
    }

    /** From now on sets end only when the test ends them. */
    synchronized void slow() {
        slow = true;
    }

    synchronized void table(int columns, int rows) {
        for (int column = 1; column <= columns; column++) {
            for (int row = 1; row <= rows; row++) {
                objects.put(new OID(ROOT).append(50_000 + column).append(row).append(1), new Integer32(column * row));
            }
        }
    }

    synchronized int size() {
        return objects.size();
    }

    synchronized List<Asker> askers() {
        return List.copyOf(askers);
    }

    synchronized void end(int deed, int status) {
        deeds.get(deed).complete(status);
    }

    synchronized int begun() {
        return deeds.size();
    }

    @Override
    public OID root() {
        return ROOT;
    }

    @Override
    public synchronized Variable get(OID oid) {
        if (oid.equals(BROKEN)) {
            throw new IllegalStateException("broken on purpose");
        }
        return objects.getOrDefault(oid, Null.noSuchInstance);
    }

    @Override
    public synchronized @Nullable VariableBinding next(OID after) {
        var next = objects.higherEntry(after);
        return next == null ? null : new VariableBinding(next.getKey(), next.getValue());
    }

    @Override
    public Optional<Writable> writable(OID oid) {
        return oid.equals(OUTPUT) ? Optional.of(new Output()) : Optional.empty();
    }

    private final class Output implements Writable {

        @Override
        public int check(Variable value) {
            if (!(value instanceof Integer32)) {
                return SnmpConstants.SNMP_ERROR_WRONG_TYPE;
            }
            return value.toInt() == 0 || value.toInt() == 1
                    ? SnmpConstants.SNMP_ERROR_SUCCESS
                    : SnmpConstants.SNMP_ERROR_WRONG_VALUE;
        }

        @Override
        public CompletableFuture<Integer> set(Asker asker, Variable value) {
            synchronized (Samples.this) {
                askers.add(asker);
                CompletableFuture<Integer> deed = new CompletableFuture<>();
                deeds.add(deed);
                if (!slow) {
                    objects.put(OUTPUT, value);
                    deed.complete(SnmpConstants.SNMP_ERROR_SUCCESS);
                }
                return deed;
            }
        }
    }
}
