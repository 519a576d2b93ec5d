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
        IMPLAUSIBLE,
        TORN,
        COLLISION,
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

    /** The counters of a device; only the master knows how many of its answers came late. */
    LineStatus.Counters ofDevice(long late) {
        return snapshot(new LineStatus.Strays(
                0, late, 0, 0, counter(Kind.TORN).get(), counter(Kind.COLLISION).get(), 0));
    }

    LineStatus.Counters snapshot(LineStatus.Strays strays) {
        return new LineStatus.Counters(
                counter(Kind.REQUEST).get(),
                counter(Kind.REPLY).get(),
                counter(Kind.TIMEOUT).get(),
                counter(Kind.CHECKSUM).get(),
                counter(Kind.MALFORMED).get(),
                counter(Kind.IMPLAUSIBLE).get(),
                counter(Kind.EXCEPTION).get(),
                counter(Kind.RETRY).get(),
                strays);
    }

    private AtomicLong counter(Kind kind) {
        return counts.computeIfAbsent(kind, none -> new AtomicLong());
    }
}
