package io.karawatt.proto.bacnet.internal.net;

import com.serotonin.bacnet4j.type.enumerated.AbortReason;
import com.serotonin.bacnet4j.type.enumerated.ErrorClass;
import com.serotonin.bacnet4j.type.enumerated.ErrorCode;
import com.serotonin.bacnet4j.type.enumerated.RejectReason;

/**
 * The way back to whoever asked. Exactly one of its answers is given, once; what comes after the first is dropped.
 *
 * <p>During the call of {@link Application#confirmed} it belongs to the server's thread. Who cannot answer at once
 * takes {@link #later}, which may be answered on any thread.
 */
public interface Reply {

    /**
     * Returns the buffer for a service acknowledgement; empty at first.
     *
     * @return the same one until the answer is given; written on one thread only.
     */
    Octets body();

    /**
     * Tells how much fits one datagram to this asker.
     *
     * @return octets of service acknowledgement, 1..1473.
     */
    int room();

    /**
     * Tells how much fits at all: with segments where the asker takes them.
     *
     * @return octets of service acknowledgement, at least {@link #room}.
     */
    int capacity();

    /** Answers "done" (Simple-ACK). */
    void simpleAck();

    /**
     * Answers with what is in {@link #body} (Complex-ACK), in segments where it does not fit otherwise; with an abort
     * where the asker takes no segments or too few.
     */
    void complexAck();

    /**
     * Answers that it can't be done (Error).
     *
     * @param type what kind of trouble.
     * @param code which.
     */
    void error(ErrorClass type, ErrorCode code);

    /**
     * Answers that the request is wrong in itself (Reject, clause 18.9).
     *
     * @param reason why.
     */
    void reject(RejectReason reason);

    /**
     * Answers that the exchange ends here (Abort, clause 18.10).
     *
     * @param reason why.
     */
    void abort(AbortReason reason);

    /**
     * Promises an answer after the call. When too many are promised already, the asker is told so (Abort,
     * out-of-resources) and the returned reply drops what it is given; when the promise is not kept in time, the asker
     * is told that, too (Abort, application-exceeded-reply-time).
     *
     * @return takes the answer on any thread, with a body of its own.
     */
    Reply later();
}
