package io.karawatt.proto.snmp.internal.agent;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snmp4j.PDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Null;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.SMIConstants;
import org.snmp4j.smi.Variable;
import org.snmp4j.smi.VariableBinding;

/** Answers Get, GetNext and GetBulk (RFC 1157 §4.1, RFC 3416 §4.2). Keeps nothing. */
final class ReadDesk {

    private final Replies replies;
    private final int mostRepetitions;

    /**
     * Makes a desk.
     *
     * @param replies makes the responses.
     * @param mostRepetitions most repetitions of one GetBulk.
     */
    ReadDesk(Replies replies, int mostRepetitions) {
        this.replies = replies;
        this.mostRepetitions = mostRepetitions;
    }

    /** Answers a Get. */
    PDU get(Request request) {
        List<? extends VariableBinding> wanted = request.pdu().getVariableBindings();
        List<VariableBinding> found = new ArrayList<>(wanted.size());
        int room = request.room();
        for (VariableBinding one : wanted) {
            Variable value = request.tree().get(one.getOid());
            if (request.v1() && (value.isException() || isCounter64(value))) {
                return replies.error(request, SnmpConstants.SNMP_ERROR_NO_SUCH_NAME, found.size() + 1);
            }
            VariableBinding answer = new VariableBinding(one.getOid(), value);
            found.add(answer);
            room -= answer.getBERLength();
        }
        return fitting(request, found, room);
    }

    /** Answers a GetNext. */
    PDU next(Request request) {
        List<? extends VariableBinding> wanted = request.pdu().getVariableBindings();
        List<VariableBinding> found = new ArrayList<>(wanted.size());
        int room = request.room();
        for (VariableBinding one : wanted) {
            VariableBinding answer = behind(request, one.getOid());
            if (answer == null && request.v1()) {
                return replies.error(request, SnmpConstants.SNMP_ERROR_NO_SUCH_NAME, found.size() + 1);
            }
            if (answer == null) {
                answer = end(one.getOid());
            }
            found.add(answer);
            room -= answer.getBERLength();
        }
        return fitting(request, found, room);
    }

    private PDU fitting(Request request, List<VariableBinding> found, int room) {
        return room < 0
                ? replies.error(request, SnmpConstants.SNMP_ERROR_TOO_BIG, 0)
                : Replies.response(request.pdu(), found);
    }

    /** Answers a GetBulk: as many variables as fit, in their order; tooBig only when not even the first one does. */
    PDU bulk(Request request) {
        List<? extends VariableBinding> wanted = request.pdu().getVariableBindings();
        int single = Math.max(0, Math.min(request.pdu().getNonRepeaters(), wanted.size()));
        int repetitions = Math.max(0, Math.min(request.pdu().getMaxRepetitions(), mostRepetitions));
        Bulk bulk = new Bulk(request);
        boolean all = true;
        for (int i = 0; i < single && all; i++) {
            all = bulk.add(wanted.get(i).getOid());
        }
        if (all && single < wanted.size()) {
            repeat(bulk, wanted.subList(single, wanted.size()), repetitions);
        }
        return bulk.found.isEmpty() && bulk.full
                ? replies.error(request, SnmpConstants.SNMP_ERROR_TOO_BIG, 0)
                : Replies.response(request.pdu(), bulk.found);
    }

    private static void repeat(Bulk bulk, List<? extends VariableBinding> wanted, int repetitions) {
        OID[] after = wanted.stream().map(VariableBinding::getOid).toArray(OID[]::new);
        boolean ended = false;
        for (int repetition = 0; repetition < repetitions && !ended; repetition++) {
            ended = true;
            for (int i = 0; i < after.length; i++) {
                if (!bulk.add(after[i])) {
                    return;
                }
                VariableBinding last = bulk.last();
                after[i] = last.getOid();
                ended &= last.getSyntax() == SMIConstants.EXCEPTION_END_OF_MIB_VIEW;
            }
        }
    }

    /** The growing response to one GetBulk. */
    private static final class Bulk {

        private final Request request;
        private final List<VariableBinding> found = new ArrayList<>();
        private int room;
        private boolean full;

        Bulk(Request request) {
            this.request = request;
            this.room = request.room();
        }

        /** Adds what lies behind an object; false when it does not fit. */
        boolean add(OID after) {
            VariableBinding next = behind(request, after);
            VariableBinding answer = next == null ? end(after) : next;
            room -= answer.getBERLength();
            full = room < 0;
            if (!full) {
                found.add(answer);
            }
            return !full;
        }

        VariableBinding last() {
            return found.get(found.size() - 1);
        }
    }

    /** Version 1 does not know Counter64 and steps over it (RFC 3584 §4.2.2.1). */
    private static @Nullable VariableBinding behind(Request request, OID after) {
        VariableBinding next = request.tree().next(after);
        while (next != null && request.v1() && isCounter64(next.getVariable())) {
            next = request.tree().next(next.getOid());
        }
        return next;
    }

    private static VariableBinding end(OID oid) {
        return new VariableBinding(oid, Null.endOfMibView);
    }

    private static boolean isCounter64(Variable value) {
        return value.getSyntax() == SMIConstants.SYNTAX_COUNTER64;
    }
}
