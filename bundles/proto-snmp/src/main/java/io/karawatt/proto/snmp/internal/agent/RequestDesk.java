package io.karawatt.proto.snmp.internal.agent;

import io.karawatt.access.AccessRequest;
import io.karawatt.access.Asker;
import io.karawatt.access.Refusals;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommandResponder;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.smi.Address;

/** Takes what the message layer has understood: who is it, what may they, which desk answers. For one thread. */
final class RequestDesk implements CommandResponder {

    /** Bytes around the variables of a response of version 1 or 2c, besides the community. */
    private static final int HEAD = 34;

    /** Bytes around the scoped PDU of version 3, with the longest user name, digest and padding. */
    private static final int V3_HEAD = 176;

    /** Bytes around the variables in a scoped PDU, besides the engine id. */
    private static final int SCOPED_HEAD = 36;

    private final Grants grants;
    private final Supplier<Trees> trees;
    private final byte[] engineId;
    private final int responseBytes;
    private final Desks desks;

    /**
     * Makes a desk.
     *
     * @param grants who may what.
     * @param trees what is served now.
     * @param engineId the agent's own engine id.
     * @param responseBytes longest response.
     * @param desks where requests go.
     */
    RequestDesk(Grants grants, Supplier<Trees> trees, byte[] engineId, int responseBytes, Desks desks) {
        this.grants = grants;
        this.trees = trees;
        this.engineId = engineId.clone();
        this.responseBytes = responseBytes;
        this.desks = desks;
    }

    /**
     * Where requests go.
     *
     * @param reads answers what reads.
     * @param writes answers what writes.
     * @param replies sends.
     * @param counters counts.
     * @param refusals tells refusals.
     * @param peers remembers who asked.
     * @param notices tells what failed inside.
     */
    record Desks(
            ReadDesk reads,
            WriteDesk writes,
            Replies replies,
            Counters counters,
            Refusals refusals,
            Peers peers,
            Troubles notices) {}

    @Override
    public <A extends Address> void processPdu(CommandResponderEvent<A> event) {
        PDU pdu = event.getPDU();
        if (pdu == null || !isRequest(pdu.getType())) {
            desks.replies().drop(event);
            return;
        }
        if (pdu instanceof ScopedPDU scoped && !isForUs(event, scoped)) {
            return;
        }
        Grant grant = grant(event);
        if (grant == null || event.getSecurityLevel() < grant.level().code()) {
            refuse(event, grant);
            return;
        }
        answer(new Request(event, pdu, grant, trees.get().of(grant), room(event, pdu)));
    }

    private static boolean isRequest(int type) {
        return type == PDU.GET || type == PDU.GETNEXT || type == PDU.GETBULK || type == PDU.SET;
    }

    /** The agent has one context, the empty one. */
    private boolean isForUs(CommandResponderEvent<?> event, ScopedPDU scoped) {
        if (!Arrays.equals(scoped.getContextEngineID().getValue(), engineId)) {
            desks.replies().report(event, Count.UNKNOWN_PDU_HANDLERS);
            return false;
        }
        if (scoped.getContextName().length() > 0) {
            desks.replies().report(event, Count.UNKNOWN_CONTEXTS);
            return false;
        }
        return true;
    }

    private @Nullable Grant grant(CommandResponderEvent<?> event) {
        Version version = Version.of(event.getMessageProcessingModel());
        if (version == null) {
            return null;
        }
        return version == Version.V3
                ? grants.ofUser(event.getSecurityName())
                : grants.ofCommunity(version, event.getSecurityName());
    }

    /** Somebody whom the message layer let pass: a user with too little protection, or nobody at all. */
    private void refuse(CommandResponderEvent<?> event, @Nullable Grant grant) {
        String who = grant == null ? "anonymous" : grant.label();
        String reason = grant == null
                ? "a message without a user is answered to no request"
                : "the security level of the message is below " + grant.level().label();
        Asker asker = new Asker(Grant.FACE, who, Door.text(event.getPeerAddress()));
        desks.refusals().tell(asker.wants(AccessRequest.Operation.READ, "SNMP objects"), reason);
        PDU response = Replies.response(event.getPDU(), event.getPDU().getVariableBindings());
        response.setErrorStatus(SnmpConstants.SNMP_ERROR_AUTHORIZATION_ERROR);
        desks.replies().send(event, response);
    }

    private int room(CommandResponderEvent<?> event, PDU pdu) {
        if (pdu instanceof ScopedPDU) {
            return Math.min(event.getMaxSizeResponsePDU(), responseBytes - V3_HEAD - engineId.length)
                    - SCOPED_HEAD
                    - engineId.length;
        }
        return responseBytes - HEAD - event.getSecurityName().length;
    }

    private void answer(Request request) {
        desks.peers().asked(request.event().getPeerAddress());
        try {
            switch (request.pdu().getType()) {
                case PDU.GET ->
                    read(request, Count.IN_GET_REQUESTS, desks.reads().get(request));
                case PDU.GETNEXT ->
                    read(request, Count.IN_GET_NEXTS, desks.reads().next(request));
                case PDU.GETBULK ->
                    read(request, Count.IN_GET_NEXTS, desks.reads().bulk(request));
                default -> {
                    desks.counters().add(Count.IN_SET_REQUESTS);
                    desks.writes().set(request);
                }
            }
        } catch (RuntimeException e) {
            // The edge of a request: one that fails inside must not take the others along.
            desks.notices().failed("a request from " + request.from(), e);
            desks.replies()
                    .send(request.event(), desks.replies().error(request, SnmpConstants.SNMP_ERROR_GENERAL_ERROR, 0));
        }
    }

    private void read(Request request, Count kind, PDU response) {
        desks.counters().add(kind);
        if (response.getErrorStatus() == SnmpConstants.SNMP_ERROR_SUCCESS) {
            desks.counters().add(Count.IN_TOTAL_REQ_VARS, response.size());
        }
        desks.replies().send(request.event(), response);
    }
}
