package io.karawatt.proto.bacnet.internal.service;

import io.karawatt.proto.bacnet.internal.codec.TagReader;
import io.karawatt.proto.bacnet.internal.net.Octets;
import io.karawatt.proto.bacnet.internal.object.VirtualDevice;
import io.karawatt.proto.bacnet.internal.object.Wishes;

/** A service that only looks; can be answered again when values became fresher. */
public interface ReadService {

    /**
     * Answers a request.
     *
     * @param device who is asked.
     * @param in the service request; a malformed one ends in {@link io.karawatt.proto.bacnet.internal.codec.Rejected}.
     * @param out where the acknowledgement goes; what can't be read ends in
     *     {@link io.karawatt.proto.bacnet.internal.object.Refusal}.
     * @param wishes is told which points should be read first.
     */
    void answer(VirtualDevice device, TagReader in, Octets out, Wishes wishes);
}
