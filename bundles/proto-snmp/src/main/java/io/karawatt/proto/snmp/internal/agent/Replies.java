package io.karawatt.proto.snmp.internal.agent;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.MessageException;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.ScopedPDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.mp.StateReference;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.VariableBinding;

/** Makes responses, speaks the errors of each version, and sends them. */
final class Replies {

    private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

    private final Counters counters;

    Replies(Counters counters) {
        this.counters = counters;
    }

    /** Makes a response to a PDU with the given variables and no error. */
    static PDU response(PDU request, List<? extends VariableBinding> bindings) {
        PDU response = empty(request);
        response.setVariableBindings(bindings);
        return response;
    }

    /**
     * Makes a response that tells an error.
     *
     * @param request the request.
     * @param status an error status of SNMPv2; version 1 gets what RFC 3584 §4.4 makes of it.
     * @param index which variable, from 1; 0 for none.
     */
    PDU error(Request request, int status, int index) {
        boolean tooBig = status == SnmpConstants.SNMP_ERROR_TOO_BIG;
        // RFC 1157 has the variables of the request sent back with every error, RFC 3416 not with tooBig.
        PDU response = response(
                request.pdu(),
                tooBig && !request.v1() ? List.of() : request.pdu().getVariableBindings());
        int told = request.v1() ? ofV1(status) : status;
        response.setErrorStatus(told);
        response.setErrorIndex(tooBig ? 0 : index);
        count(told);
        return response;
    }

    /** What version 1 calls an error (RFC 3584 §4.4). */
    static int ofV1(int status) {
        return switch (status) {
            case SnmpConstants.SNMP_ERROR_SUCCESS,
                    SnmpConstants.SNMP_ERROR_TOO_BIG,
                    SnmpConstants.SNMP_ERROR_NO_SUCH_NAME,
                    SnmpConstants.SNMP_ERROR_BAD_VALUE -> status;
            case SnmpConstants.SNMP_ERROR_WRONG_VALUE,
                    SnmpConstants.SNMP_ERROR_WRONG_ENCODING,
                    SnmpConstants.SNMP_ERROR_WRONG_TYPE,
                    SnmpConstants.SNMP_ERROR_WRONG_LENGTH,
                    SnmpConstants.SNMP_ERROR_INCONSISTENT_VALUE -> SnmpConstants.SNMP_ERROR_BAD_VALUE;
            case SnmpConstants.SNMP_ERROR_NO_ACCESS,
                    SnmpConstants.SNMP_ERROR_NOT_WRITEABLE,
                    SnmpConstants.SNMP_ERROR_NO_CREATION,
                    SnmpConstants.SNMP_ERROR_INCONSISTENT_NAME,
                    SnmpConstants.SNMP_ERROR_AUTHORIZATION_ERROR -> SnmpConstants.SNMP_ERROR_NO_SUCH_NAME;
            default -> SnmpConstants.SNMP_ERROR_GENERAL_ERROR;
        };
    }

    private void count(int told) {
        switch (told) {
            case SnmpConstants.SNMP_ERROR_TOO_BIG -> counters.add(Count.OUT_TOO_BIGS);
            case SnmpConstants.SNMP_ERROR_NO_SUCH_NAME -> counters.add(Count.OUT_NO_SUCH_NAMES);
            case SnmpConstants.SNMP_ERROR_BAD_VALUE -> counters.add(Count.OUT_BAD_VALUES);
            case SnmpConstants.SNMP_ERROR_GENERAL_ERROR -> counters.add(Count.OUT_GEN_ERRS);
            default -> {
                // The other errors have no counter.
            }
        }
    }

    /**
     * Tells a manager of version 3 by a report why its request is not for this agent (RFC 3412 §7.1, RFC 3413 §3.2).
     */
    <A extends Address> void report(CommandResponderEvent<A> event, Count why) {
        counters.add(why);
        PDU report = empty(event.getPDU());
        report.setType(PDU.REPORT);
        report.add(new VariableBinding(why.instance(), counters.value(why)));
        hand(event, report);
    }

    /** Sends a response. */
    <A extends Address> void send(CommandResponderEvent<A> event, PDU response) {
        counters.add(Count.OUT_GET_RESPONSES);
        hand(event, response);
    }

    /** Sends nothing; the message layer forgets the request. */
    void drop(CommandResponderEvent<?> event) {
        event.setProcessed(true);
        StateReference<?> state = event.getStateReference();
        if (state != null && event.getPduHandle() != null) {
            event.getMessageDispatcher().releaseStateReference(event.getMessageProcessingModel(), event.getPduHandle());
        }
    }

    private <A extends Address> void hand(CommandResponderEvent<A> event, PDU response) {
        event.setProcessed(true);
        StateReference<A> state = event.getStateReference();
        if (state == null) {
            return; // the same message came twice; the first one is answered
        }
        try {
            int status = event.getMessageDispatcher()
                    .returnResponsePdu(
                            event.getMessageProcessingModel(),
                            event.getSecurityModel(),
                            event.getSecurityName(),
                            event.getSecurityLevel(),
                            response,
                            event.getMaxSizeResponsePDU(),
                            state,
                            new StatusInformation());
            if (status == SnmpConstants.SNMP_MP_OK) {
                counters.add(Count.OUT_PKTS);
            } else {
                counters.add(Count.SILENT_DROPS);
            }
        } catch (MessageException e) {
            counters.add(Count.SILENT_DROPS);
            LOG.debug("a response to {} could not be sent: {}", event.getPeerAddress(), e.getMessage());
        }
    }

    private static PDU empty(PDU request) {
        PDU response;
        if (request instanceof ScopedPDU scoped) {
            ScopedPDU answer = new ScopedPDU();
            answer.setContextEngineID(scoped.getContextEngineID());
            answer.setContextName(scoped.getContextName());
            response = answer;
        } else {
            response = request instanceof PDUv1 ? new PDUv1() : new PDU();
        }
        response.setType(PDU.RESPONSE);
        response.setRequestID(request.getRequestID());
        return response;
    }
}
