package io.karawatt.proto.bacnet.internal.net;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** What happened since the server opened; counted by its thread alone, read by anybody. */
final class Counters {

    /** What is counted, in the order shown. */
    enum Kind {
        RECEIVED("datagrams received"),
        SENT("datagrams sent"),
        SEND_FAILED("datagrams the system did not take"),
        BAD_LINK("datagrams dropped: not BACnet/IP"),
        BAD_NETWORK("messages dropped: network layer wrong"),
        BAD_APDU("messages dropped: application layer wrong"),
        UNREACHABLE("messages dropped: nobody has this address"),
        NETWORK_REJECTS("network messages and unknown networks refused"),
        PASSED_ON("broadcasts passed on to other subnets"),
        NOT_PASSED_ON("broadcasts not passed on: above the limit"),
        TABLE_REFUSALS("requests about broadcast tables refused"),
        REQUESTS("confirmed requests"),
        DUPLICATES("confirmed requests repeated while being answered"),
        ANSWERS("answers"),
        ERRORS("answers: error"),
        REJECTS("answers: reject"),
        ABORTS("answers: abort"),
        SEGMENTED_REQUESTS("requests that came in segments"),
        SEGMENTED_ANSWERS("answers sent in segments"),
        GIVEN_UP("exchanges in segments given up"),
        LATE("answers not ready in time"),
        SILENCED("requests dropped: communication switched off by a client"),
        NOTIFIED("notifications sent unconfirmed"),
        CONFIRMED("notifications sent confirmed"),
        RETRIES("notifications repeated"),
        UNANSWERED("notifications never acknowledged"),
        NOT_SENT("notifications not sent: too many wait"),
        WHO_IS("Who-Is"),
        I_AM("I-Am sent"),
        WHO_HAS("Who-Has"),
        I_HAVE("I-Have sent"),
        HELD_BACK("Who-Is and Who-Has not answered: above the limit"),
        TIME("time synchronizations taken"),
        REFUSED("requests refused for safety"),
        FAILURES("requests that failed inside the gateway");

        private final String label;

        Kind(String label) {
            this.label = label;
        }
    }

    private final Map<Kind, AtomicLong> counts = new EnumMap<>(Kind.class);

    Counters() {
        for (Kind kind : Kind.values()) {
            counts.put(kind, new AtomicLong());
        }
    }

    private AtomicLong of(Kind kind) {
        return Objects.requireNonNull(counts.get(kind));
    }

    /** Counts one more; an ordered store is enough, there is one writer. */
    void add(Kind kind) {
        AtomicLong count = of(kind);
        count.lazySet(count.getPlain() + 1);
    }

    /** Returns one count. */
    long get(Kind kind) {
        return of(kind).get();
    }

    /** Returns all counts by their labels, in order. */
    Map<String, Long> snapshot() {
        Map<String, Long> all = new LinkedHashMap<>();
        counts.forEach((kind, count) -> all.put(kind.label, count.get()));
        return Collections.unmodifiableMap(all);
    }
}
