package io.karawatt.proto.bacnet.internal.net;

/**
 * One confirmed request and its answer, as the asker set the terms.
 *
 * @param peer who asks.
 * @param device who is asked.
 * @param invokeId number of the exchange, 0..255.
 * @param service service choice.
 * @param maxApdu longest APDU the asker takes, octets.
 * @param maxSegments how many segments the asker takes; 1 for none.
 */
record Exchange(BacnetAddress peer, int device, int invokeId, int service, int maxApdu, int maxSegments) {

    /**
     * What tells exchanges apart (clause 5.4).
     *
     * @param peer the other side.
     * @param device our side.
     * @param invokeId number of the exchange.
     */
    record Key(BacnetAddress peer, int device, int invokeId) {}

    static Exchange of(BacnetAddress peer, int device, Apdu request) {
        int segments = request.segmentedAccepted() ? request.maxSegments() : 1;
        return new Exchange(peer, device, request.invokeIdNumber(), request.choice(), request.maxApdu(), segments);
    }

    Key key() {
        return new Key(peer, device, invokeId);
    }

    /** Octets of service acknowledgement that fit one APDU. */
    int room() {
        return Math.min(maxApdu, Terms.MAX_APDU) - Apdu.ACK_HEADER;
    }

    /** Octets of service acknowledgement in one segment. */
    int segmentRoom() {
        return Math.min(maxApdu, Terms.MAX_APDU) - Apdu.SEGMENT_HEADER;
    }

    /** Octets of service acknowledgement that fit at all. */
    int capacity() {
        int segments = Math.min(maxSegments, Terms.MAX_SEGMENTS);
        return segments < 2 ? room() : segments * segmentRoom();
    }
}
