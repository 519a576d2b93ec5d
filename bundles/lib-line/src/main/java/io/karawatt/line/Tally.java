package io.karawatt.line;

import io.karawatt.bus.LineStatus;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what happens; written by the thread of the line, read by anybody. */
final class Tally {

    private final Map<Kind, AtomicLong> counts = new EnumMap<>(Kind.class);

    /** What is counted. */
    enum Kind {
        REQUEST,
        REPLY,
        TIMEOUT,
        CHECKSUM,
        MALFORMED,
        EXCEPTION,
        RETRY
    }

    Tally() {
        for (Kind kind : Kind.values()) {
            counts.put(kind, new AtomicLong());
        }
    }

    void count(Kind kind) {
        AtomicLong count = counter(kind);
        count.lazySet(count.get() + 1);
    }

    LineStatus.Counters snapshot(long discarded) {
        return new LineStatus.Counters(
                counter(Kind.REQUEST).get(),
                counter(Kind.REPLY).get(),
                counter(Kind.TIMEOUT).get(),
                counter(Kind.CHECKSUM).get(),
                counter(Kind.MALFORMED).get(),
                counter(Kind.EXCEPTION).get(),
                counter(Kind.RETRY).get(),
                discarded);
    }

    private AtomicLong counter(Kind kind) {
        return counts.computeIfAbsent(kind, none -> new AtomicLong());
    }
}
