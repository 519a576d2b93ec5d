package io.karawatt.proto.bacnet.internal.service;

import com.serotonin.bacnet4j.type.enumerated.AbortReason;
import com.serotonin.bacnet4j.type.enumerated.ErrorClass;
import com.serotonin.bacnet4j.type.enumerated.ErrorCode;
import com.serotonin.bacnet4j.type.enumerated.RejectReason;
import io.karawatt.proto.bacnet.internal.net.Octets;
import io.karawatt.proto.bacnet.internal.net.Reply;
import java.util.HexFormat;

/** Writes down what a client would get: {@code ack HEX}, {@code done}, {@code error property unknown-property} … */
final class Answer implements Reply {

    private static final int CAPACITY = 50_000;

    private final Octets body = new Octets(256, CAPACITY);
    private String text = "";

    /** Returns what the client got; empty while it waits. */
    String text() {
        return text;
    }

    private void give(String answer) {
        text = text.isEmpty() ? answer : text;
    }

    @Override
    public Octets body() {
        return body;
    }

    @Override
    public int room() {
        return 1473;
    }

    @Override
    public int capacity() {
        return CAPACITY;
    }

    @Override
    public void simpleAck() {
        give("done");
    }

    @Override
    public void complexAck() {
        give("ack " + HexFormat.of().formatHex(body.toArray()));
    }

    @Override
    public void error(ErrorClass type, ErrorCode code) {
        give("error " + type + " " + code);
    }

    @Override
    public void reject(RejectReason reason) {
        give("reject " + reason);
    }

    @Override
    public void abort(AbortReason reason) {
        give("abort " + reason);
    }

    @Override
    public Reply later() {
        return this;
    }
}
