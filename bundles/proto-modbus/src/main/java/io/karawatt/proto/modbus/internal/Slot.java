package io.karawatt.proto.modbus.internal;

import io.karawatt.modbus.pdu.Response;
import org.jspecify.annotations.Nullable;

/** The place of one answer in the row of a caller's answers; used by the thread of the face alone. */
final class Slot {

    private static final Tag NONE = new Tag(0, 0, 0);

    private final Caller caller;
    private Tag tag = NONE;
    private @Nullable Response answer;
    private boolean abandoned;

    Slot(Caller caller) {
        this.caller = caller;
    }

    /** Begins anew, without an answer. */
    void take(Tag now) {
        this.tag = now;
        this.answer = null;
    }

    /** Puts the answer in. */
    void fill(Response response) {
        this.answer = response;
    }

    /** Nobody waits for the answer any more. */
    void abandon() {
        this.abandoned = true;
    }

    boolean abandoned() {
        return abandoned;
    }

    Caller caller() {
        return caller;
    }

    /** What the answer repeats of the request. */
    Tag tag() {
        return tag;
    }

    @Nullable
    Response answer() {
        return answer;
    }
}
