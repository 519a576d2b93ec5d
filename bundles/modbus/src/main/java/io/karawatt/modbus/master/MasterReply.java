package io.karawatt.modbus.master;

import io.karawatt.modbus.pdu.Response;
import java.time.Duration;

/** What came back for one request. */
public sealed interface MasterReply {

    /**
     * A good answer, an exception response included.
     *
     * @param response the answer; a {@link io.karawatt.modbus.pdu.Response.ExceptionResponse} when the device refused.
     * @param turnaround from the end of the request to the begin of the answer.
     */
    record Answered(Response response, Duration turnaround) implements MasterReply {}

    /** A broadcast was sent; nobody answers one. */
    record Sent() implements MasterReply {}

    /** Nothing came in time. */
    record TimedOut() implements MasterReply {}

    /**
     * Something came that is no sound frame: a damaged or torn answer, several answers at once, or noise.
     *
     * @param what what was heard, as evidence.
     */
    record Garbled(Garble what) implements MasterReply {}

    /**
     * A sound frame came that is no answer to the request, or may be the answer to an earlier one.
     *
     * @param reason what is wrong with it: unit, function, length, an earlier request of the same form.
     */
    record Malformed(String reason) implements MasterReply {}

    /**
     * The line or connection can't be used; the master must be closed and opened anew.
     *
     * @param reason what was seen.
     */
    record LinkDown(String reason) implements MasterReply {}
}
