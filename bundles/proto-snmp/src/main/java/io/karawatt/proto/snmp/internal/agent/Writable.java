package io.karawatt.proto.snmp.internal.agent;

import io.karawatt.access.Asker;
import java.util.concurrent.CompletableFuture;
import org.snmp4j.smi.Variable;

/**
 * An object that a Set can change: first all variables of a request are checked, then all are set (RFC 3416 §4.2.5).
 */
public interface Writable {

    /**
     * Tells whether a value fits; changes nothing, returns at once.
     *
     * @param value what the request brings.
     * @return an error status of SNMPv2: 0 when it fits, {@code wrongType}, {@code wrongLength}, {@code wrongValue} …
     */
    int check(Variable value);

    /**
     * Sets a value that was checked. Asks the policy or has it asked; returns at once.
     *
     * @param asker who wants it.
     * @param value the value.
     * @return completed with 0 when it is done; {@code noAccess} when the policy refused, {@code resourceUnavailable}
     *     when it could not be tried, {@code commitFailed} when it was tried and failed. Never exceptionally.
     */
    CompletableFuture<Integer> set(Asker asker, Variable value);
}
