package io.karawatt.proto.bacnet.internal.net;

/** An exchange that lasts longer than one message, seen from the server's side (clause 5.4.5). */
sealed interface Transaction permits Assembly, Promise, SegmentedAnswer {

    /** Who asks. */
    BacnetAddress peer();

    /** Stops its timer; nothing of it happens any more. */
    void end();
}
