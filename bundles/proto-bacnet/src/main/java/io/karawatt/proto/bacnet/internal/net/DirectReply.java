package io.karawatt.proto.bacnet.internal.net;

import com.serotonin.bacnet4j.type.enumerated.AbortReason;
import com.serotonin.bacnet4j.type.enumerated.ErrorClass;
import com.serotonin.bacnet4j.type.enumerated.ErrorCode;
import com.serotonin.bacnet4j.type.enumerated.RejectReason;

/** The answer given during the call; one object and one buffer for all requests. */
final class DirectReply implements Reply {

    private static final Exchange NONE = new Exchange(BacnetAddress.local(0, 0), 0, 0, 0, 50, 1);

    private final Responder responder;
    private final Octets body = new Octets(2 * Terms.MAX_APDU, Terms.MAX_SEGMENTS * Terms.MAX_APDU);
    private Exchange exchange = NONE;
    private boolean open;

    DirectReply(Responder responder) {
        this.responder = responder;
    }

    /** Begins the next answer. */
    DirectReply to(Exchange next) {
        exchange = next;
        open = true;
        body.clear();
        return this;
    }

    /** Takes the right to answer; false when it was used. */
    boolean take() {
        boolean was = open;
        open = false;
        return was;
    }

    @Override
    public Octets body() {
        return body;
    }

    @Override
    public int room() {
        return exchange.room();
    }

    @Override
    public int capacity() {
        return exchange.capacity();
    }

    @Override
    public void simpleAck() {
        if (take()) {
            responder.writer().simpleAck(exchange);
        }
    }

    @Override
    public void complexAck() {
        if (take()) {
            responder.complexAck(exchange, body);
        }
    }

    @Override
    public void error(ErrorClass type, ErrorCode code) {
        if (take()) {
            responder.writer().error(exchange, type, code);
        }
    }

    @Override
    public void reject(RejectReason reason) {
        if (take()) {
            responder.writer().reject(exchange, reason);
        }
    }

    @Override
    public void abort(AbortReason reason) {
        if (take()) {
            responder.writer().abort(exchange, reason);
        }
    }

    @Override
    public Reply later() {
        return take() ? responder.promise(exchange) : this;
    }
}
