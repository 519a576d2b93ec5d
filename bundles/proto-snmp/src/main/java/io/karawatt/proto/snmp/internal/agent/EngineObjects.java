package io.karawatt.proto.snmp.internal.agent;

import io.karawatt.access.Asker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.USM;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.Variable;

/**
 * The objects that the engine itself serves: its counters, its identity, the lock for sets (RFC 3418, 3411 to 3414).
 */
final class EngineObjects {

    private static final String SNMP = "1.3.6.1.2.1.11";
    private static final String SET = "1.3.6.1.6.3.1.1.6";
    private static final String ENGINE = "1.3.6.1.6.3.10.2.1";
    private static final String MPD_STATS = "1.3.6.1.6.3.11.2.1";
    private static final String TARGET = "1.3.6.1.6.3.12.1";
    private static final String USM_STATS = "1.3.6.1.6.3.15.1.1";

    /** Columns of the snmp group of RFC 1213 that can never be anything but 0 in an agent. */
    private static final int[] NEVER = {8, 9, 10, 11, 12, 18, 19, 25, 26, 27, 32};

    private static final int ENABLE_AUTHEN_TRAPS = 30;
    private static final int ENABLED = 1;
    private static final int DISABLED = 2;

    private final Counters counters;

    EngineObjects(Counters counters) {
        this.counters = counters;
    }

    /** What everybody may see: the snmp group and the lock for sets. */
    List<Subtree> open(boolean authenticationTraps) {
        Map<String, Supplier<? extends Variable>> snmp = counted(SNMP);
        for (int number : NEVER) {
            snmp.put(String.valueOf(number), Counter32::new);
        }
        snmp.put(String.valueOf(ENABLE_AUTHEN_TRAPS), () -> new Integer32(authenticationTraps ? ENABLED : DISABLED));
        SerialNo serialNo = new SerialNo();
        return List.of(
                new Scalars(new OID(SNMP), snmp),
                new Scalars(new OID(SET), Map.of("1", serialNo::value), Map.of("1", serialNo)));
    }

    /** What only users of version 3 may see: what tells an attacker about the engine and its defences. */
    List<Subtree> guarded(USM usm, int mostBytes) {
        List<Subtree> subtrees = new ArrayList<>();
        Map<String, Supplier<? extends Variable>> engine = new HashMap<>();
        engine.put("1", () -> new OctetString(usm.getLocalEngineID()));
        engine.put("2", () -> new Integer32(usm.getEngineBoots()));
        engine.put("3", () -> new Integer32(usm.getEngineTime()));
        engine.put("4", () -> new Integer32(mostBytes));
        subtrees.add(new Scalars(new OID(ENGINE), engine));
        for (String root : List.of(MPD_STATS, TARGET, USM_STATS)) {
            subtrees.add(new Scalars(new OID(root), counted(root)));
        }
        return subtrees;
    }

    private Map<String, Supplier<? extends Variable>> counted(String root) {
        Map<String, Supplier<? extends Variable>> found = new HashMap<>();
        for (Count count : Count.values()) {
            if (count.type().startsWith(root + ".")) {
                found.put(count.type().substring(root.length() + 1), () -> counters.value(count));
            }
        }
        return found;
    }

    /** snmpSetSerialNo (RFC 3418): managers who put it first in a Set notice when another one was faster. */
    private static final class SerialNo implements Writable {

        private final AtomicInteger now =
                new AtomicInteger(ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));

        Variable value() {
            return new Integer32(now.get());
        }

        @Override
        public int check(Variable value) {
            if (!(value instanceof Integer32 number)) {
                return SnmpConstants.SNMP_ERROR_WRONG_TYPE;
            }
            if (number.getValue() < 0) {
                return SnmpConstants.SNMP_ERROR_WRONG_VALUE;
            }
            return number.getValue() == now.get()
                    ? SnmpConstants.SNMP_ERROR_SUCCESS
                    : SnmpConstants.SNMP_ERROR_INCONSISTENT_VALUE;
        }

        @Override
        public CompletableFuture<Integer> set(Asker asker, Variable value) {
            int expected = value.toInt();
            boolean first = now.compareAndSet(expected, expected == Integer.MAX_VALUE ? 0 : expected + 1);
            return CompletableFuture.completedFuture(
                    first ? SnmpConstants.SNMP_ERROR_SUCCESS : SnmpConstants.SNMP_ERROR_COMMIT_FAILED);
        }
    }
}
