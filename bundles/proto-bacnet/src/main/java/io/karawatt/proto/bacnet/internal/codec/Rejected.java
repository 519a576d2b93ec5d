package io.karawatt.proto.bacnet.internal.codec;

import com.serotonin.bacnet4j.type.enumerated.RejectReason;

/** A request that is wrong in itself; carries no stack, because any client can cause it. */
public final class Rejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient RejectReason reason;

    /**
     * Tells why.
     *
     * @param reason what the client is told (clause 18.9).
     */
    public Rejected(RejectReason reason) {
        super(reason.toString(), null, false, false);
        this.reason = reason;
    }

    /**
     * Returns why.
     *
     * @return what the client is told.
     */
    public RejectReason reason() {
        return reason;
    }
}
