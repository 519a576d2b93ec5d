package io.karawatt.proto.modbus.internal;

import io.karawatt.gateway.Face;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLongArray;

/** What one client has asked so far; written by the server's thread, read by anybody. */
final class Traffic {

    private static final int REQUESTS = 0;
    private static final int EXCEPTIONS = 1;
    private static final int LAST = 2;

    private final AtomicLongArray numbers = new AtomicLongArray(3);
    private final String from;
    private final Instant since;

    Traffic(String from, Instant since) {
        this.from = from;
        this.since = since;
        numbers.setOpaque(LAST, since.toEpochMilli());
    }

    /** Returns the address of the client, {@code address:port}. */
    String from() {
        return from;
    }

    void request(Instant at) {
        numbers.setOpaque(REQUESTS, numbers.getPlain(REQUESTS) + 1);
        numbers.setOpaque(LAST, at.toEpochMilli());
    }

    void exception() {
        numbers.setOpaque(EXCEPTIONS, numbers.getPlain(EXCEPTIONS) + 1);
    }

    Face.Client snapshot() {
        return new Face.Client(
                from,
                since,
                numbers.getOpaque(REQUESTS),
                numbers.getOpaque(EXCEPTIONS),
                Instant.ofEpochMilli(numbers.getOpaque(LAST)));
    }
}
