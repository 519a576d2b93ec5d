package io.karawatt.proto.snmp.internal.tree;

import io.karawatt.access.Asker;
import io.karawatt.proto.snmp.internal.agent.Writable;
import io.karawatt.settings.CommandOutcome;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.snmp4j.PDU;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.Variable;

/** An object that takes a number as an order. */
final class Order implements Writable {

    private final Set<Integer> allowed;
    private final BiFunction<Asker, Integer, CompletableFuture<CommandOutcome>> carriedOut;

    /**
     * Makes an order.
     *
     * @param allowed numbers that may be written.
     * @param carriedOut does it; asks the policy or has it asked, returns at once.
     */
    Order(Set<Integer> allowed, BiFunction<Asker, Integer, CompletableFuture<CommandOutcome>> carriedOut) {
        this.allowed = Set.copyOf(allowed);
        this.carriedOut = carriedOut;
    }

    @Override
    public int check(Variable value) {
        if (!(value instanceof Integer32 number)) {
            return PDU.wrongType;
        }
        return allowed.contains(number.getValue()) ? PDU.noError : PDU.wrongValue;
    }

    @Override
    public CompletableFuture<Integer> set(Asker asker, Variable value) {
        return carriedOut.apply(asker, value.toInt()).thenApply(Order::status);
    }

    private static int status(CommandOutcome outcome) {
        if (outcome instanceof CommandOutcome.Done) {
            return PDU.noError;
        }
        return outcome instanceof CommandOutcome.Refused ? PDU.noAccess : PDU.commitFailed;
    }
}
