package io.karawatt.proto.bacnet.internal.net;

import com.serotonin.bacnet4j.type.enumerated.AbortReason;
import com.serotonin.bacnet4j.type.enumerated.ErrorClass;
import com.serotonin.bacnet4j.type.enumerated.ErrorCode;
import com.serotonin.bacnet4j.type.enumerated.RejectReason;

/** Writes what a server answers (clauses 20.1.4 to 20.1.9) and sends it. */
final class AnswerWriter {

    private static final int ENUMERATED = 0x90;
    private static final int SMALL = 16;

    private final Sender sender;
    private final Counters counters;
    private final Peers peers;
    private final Octets small = new Octets(SMALL, SMALL);

    AnswerWriter(Sender sender, Counters counters, Peers peers) {
        this.sender = sender;
        this.counters = counters;
        this.peers = peers;
    }

    void simpleAck(Exchange to) {
        counters.add(Counters.Kind.ANSWERS);
        send(to, small.clear().u8(Apdu.SIMPLE_ACK << 4).u8(to.invokeId()).u8(to.service()));
    }

    /** Sends a body that fits one APDU. */
    void complexAck(Exchange to, Octets body) {
        counters.add(Counters.Kind.ANSWERS);
        body.rewind().prepend8(to.service()).prepend8(to.invokeId()).prepend8(Apdu.COMPLEX_ACK << 4);
        send(to, body);
    }

    void error(Exchange to, ErrorClass type, ErrorCode code) {
        counters.add(Counters.Kind.ERRORS);
        peers.refused(to.peer());
        small.clear().u8(Apdu.ERROR << 4).u8(to.invokeId()).u8(to.service());
        enumerated(type.intValue());
        enumerated(code.intValue());
        send(to, small);
    }

    private void enumerated(int value) {
        if (value < 0x100) {
            small.u8(ENUMERATED | 1).u8(value);
        } else {
            small.u8(ENUMERATED | 2).u16(value);
        }
    }

    void reject(Exchange to, RejectReason reason) {
        counters.add(Counters.Kind.REJECTS);
        peers.refused(to.peer());
        send(to, small.clear().u8(Apdu.REJECT << 4).u8(to.invokeId()).u8(reason.intValue()));
    }

    void abort(Exchange to, AbortReason reason) {
        abort(to.peer(), to.device(), to.invokeId(), reason);
    }

    void abort(BacnetAddress to, int device, int invokeId, AbortReason reason) {
        counters.add(Counters.Kind.ABORTS);
        peers.refused(to);
        small.clear().u8((Apdu.ABORT << 4) | Apdu.FROM_SERVER).u8(invokeId).u8(reason.intValue());
        sender.unicast(device, to, false, small);
    }

    /** Acknowledges segments of a request. */
    void segmentAck(Exchange.Key to, boolean negative, int sequence, int window) {
        int first = (Apdu.SEGMENT_ACK << 4) | (negative ? Apdu.NEGATIVE : 0) | Apdu.FROM_SERVER;
        small.clear().u8(first).u8(to.invokeId()).u8(sequence).u8(window);
        sender.unicast(to.device(), to.peer(), false, small);
    }

    /** Sends one segment of an answer. */
    void segment(Exchange to, boolean more, int sequence, int window, Octets part) {
        int first = (Apdu.COMPLEX_ACK << 4) | Apdu.SEGMENTED | (more ? Apdu.MORE_FOLLOWS : 0);
        part.rewind().prepend8(to.service()).prepend8(window).prepend8(sequence);
        part.prepend8(to.invokeId()).prepend8(first);
        sender.unicast(to.device(), to.peer(), true, part);
    }

    private void send(Exchange to, Octets apdu) {
        sender.unicast(to.device(), to.peer(), false, apdu);
    }
}
