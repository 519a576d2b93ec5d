package io.karawatt.proto.bacnet.internal.net;

import java.time.Duration;

/**
 * What a fuzzer that watches coverage calls (docs/reference/fuzzing.md): one datagram into a gateway that is BBMD and
 * router. Nothing may be thrown, nothing may fail inside, and no more exchanges may last than there is room for.
 */
public final class FuzzTarget {

    private static final int MOST_LASTING = 352;
    private static final BacnetAddress CLIENT = BacnetAddress.parse("192.0.2.99:47808");
    private static final TestStack GATEWAY = gateway();

    private FuzzTarget() {}

    private static TestStack gateway() {
        TestStack made = new TestStack("bbmd.enabled", true, "bbmd.table", "198.51.100.9", "dcc.password", "#egbdf!");
        made.application().answerBy((request, reply) -> {
            reply.body().put(new byte[2000]);
            reply.complexAck();
        });
        return made;
    }

    /** Takes one input. */
    public static void fuzzerTestOneInput(byte[] datagram) {
        GATEWAY.receive(CLIENT, datagram);
        GATEWAY.after(Duration.ofMillis(5));
        if (GATEWAY.count(Counters.Kind.FAILURES) > 0 || GATEWAY.stack().lasting() > MOST_LASTING) {
            throw new AssertionError("the gateway failed inside, or keeps too much");
        }
        GATEWAY.sent().clear();
        GATEWAY.application().asked().clear();
    }
}
