package io.karawatt.proto.snmp.internal.agent;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.snmp4j.event.CounterEvent;
import org.snmp4j.event.CounterListener;
import org.snmp4j.smi.Counter32;
import org.snmp4j.smi.OID;

/** Counts what happened since the engine was started, its own findings and those of the message layer. Thread-safe. */
final class Counters implements CounterListener {

    private static final long MASK = 0xFFFF_FFFFL;

    private final Map<Count, LongAdder> sums = new EnumMap<>(Count.class);
    private final Map<OID, Count> byOid = new HashMap<>();

    Counters() {
        for (Count count : Count.values()) {
            sums.put(count, new LongAdder());
            byOid.put(count.instance(), count);
        }
    }

    private LongAdder of(Count count) {
        return Objects.requireNonNull(sums.get(count));
    }

    /** Adds one. */
    void add(Count count) {
        of(count).increment();
    }

    /** Adds many. */
    void add(Count count, int many) {
        of(count).add(many);
    }

    /** Returns the sum since start. */
    long sum(Count count) {
        return of(count).sum();
    }

    /** Returns the sum as the standards have it: it rolls over at 2^32. */
    Counter32 value(Count count) {
        return new Counter32(sum(count) & MASK);
    }

    /** Returns all sums by the names of the standards. */
    Map<String, Long> all() {
        Map<String, Long> all = new LinkedHashMap<>();
        for (Count count : Count.values()) {
            all.put(count.label(), sum(count));
        }
        return all;
    }

    @Override
    public void incrementCounter(CounterEvent event) {
        @Nullable Count count = byOid.get(event.getOid());
        if (count != null) {
            of(count).add(event.getIncrement());
            event.setCurrentValue(value(count));
        }
    }
}
