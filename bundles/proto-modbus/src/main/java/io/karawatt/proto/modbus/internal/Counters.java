package io.karawatt.proto.modbus.internal;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** What happened since the server started; counted by the server's thread alone, read by anybody. */
final class Counters {

    /** What is counted, in the order shown. */
    enum Kind {
        CONNECTIONS("connections accepted"),
        TURNED_AWAY("connections turned away because the server was full"),
        REQUESTS("requests"),
        FROM_IMAGE("reads answered from the process image"),
        BUS_READS("reads sent to a bus"),
        SHARED("reads that shared one already on its way"),
        GATEWAY("requests to the gateway itself"),
        WRITES("writes sent to a bus"),
        WRITES_REFUSED("writes refused"),
        BROADCASTS("broadcasts dropped"),
        ILLEGAL_FUNCTION("exceptions 0x01 illegal function"),
        ILLEGAL_ADDRESS("exceptions 0x02 illegal data address"),
        ILLEGAL_VALUE("exceptions 0x03 illegal data value"),
        DEVICE_FAILURE("exceptions 0x04 device failure"),
        BUSY("exceptions 0x06 busy"),
        NO_PATH("exceptions 0x0A no path"),
        SILENT("exceptions 0x0B device silent"),
        OTHER_EXCEPTIONS("other exceptions of devices"),
        BROKEN("connections closed: not Modbus TCP"),
        SLOW("connections closed: frame never finished"),
        IDLE("connections closed: idle"),
        STALLED("connections closed: answers not read"),
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

    /** Counts an exception sent to a client. */
    void addException(int code) {
        add(
                switch (code) {
                    case 0x01 -> Kind.ILLEGAL_FUNCTION;
                    case 0x02 -> Kind.ILLEGAL_ADDRESS;
                    case 0x03 -> Kind.ILLEGAL_VALUE;
                    case 0x04 -> Kind.DEVICE_FAILURE;
                    case 0x06 -> Kind.BUSY;
                    case 0x0A -> Kind.NO_PATH;
                    case 0x0B -> Kind.SILENT;
                    default -> Kind.OTHER_EXCEPTIONS;
                });
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
