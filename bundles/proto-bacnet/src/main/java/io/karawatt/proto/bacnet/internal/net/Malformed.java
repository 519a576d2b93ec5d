package io.karawatt.proto.bacnet.internal.net;

import com.serotonin.bacnet4j.type.enumerated.RejectReason;

/** A service request is wrong in itself (clause 18.9). */
final class Malformed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient RejectReason reason;

    Malformed(RejectReason reason) {
        super("malformed: " + reason, null, false, false);
        this.reason = reason;
    }

    /** Why it is rejected. */
    RejectReason reason() {
        return reason;
    }
}
