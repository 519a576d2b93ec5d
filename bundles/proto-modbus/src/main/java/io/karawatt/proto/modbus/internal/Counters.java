package io.karawatt.proto.modbus.internal;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** What happened since a face started; counted by the thread of the face alone, read by anybody. */
final class Counters {

    /** What is counted, in the order shown. */
    enum Kind {
        CONNECTIONS("connections accepted", Where.TCP),
        TURNED_AWAY("connections turned away because the server was full", Where.TCP),
        REQUESTS("requests", Where.BOTH),
        ANSWERS("answers", Where.SERIAL),
        LATE("answers not ready within the limit", Where.SERIAL),
        OVERTAKEN("answers dropped because the master went on", Where.SERIAL),
        IGNORED("requests to units not served here", Where.SERIAL),
        OVERHEARD("answers of other slaves", Where.SERIAL),
        GARBLED("characters without a sound frame", Where.SERIAL),
        FROM_IMAGE("reads answered from the process image", Where.BOTH),
        BUS_READS("reads sent to a bus", Where.BOTH),
        SHARED("reads that shared one already on its way", Where.BOTH),
        GATEWAY("requests to the gateway itself", Where.BOTH),
        WRITES("writes sent to a bus", Where.BOTH),
        WRITES_REFUSED("writes refused", Where.BOTH),
        BROADCASTS("broadcasts dropped", Where.BOTH),
        ILLEGAL_FUNCTION("exceptions 0x01 illegal function", Where.BOTH),
        ILLEGAL_ADDRESS("exceptions 0x02 illegal data address", Where.BOTH),
        ILLEGAL_VALUE("exceptions 0x03 illegal data value", Where.BOTH),
        DEVICE_FAILURE("exceptions 0x04 device failure", Where.BOTH),
        ACKNOWLEDGED("exceptions 0x05 still at it", Where.SERIAL),
        BUSY("exceptions 0x06 busy", Where.BOTH),
        NO_PATH("exceptions 0x0A no path", Where.BOTH),
        SILENT("exceptions 0x0B device silent", Where.BOTH),
        OTHER_EXCEPTIONS("other exceptions of devices", Where.BOTH),
        BROKEN("connections closed: no Modbus", Where.TCP),
        SLOW("connections closed: frame never finished", Where.TCP),
        IDLE("connections closed: idle", Where.TCP),
        STALLED("connections closed: answers not read", Where.TCP),
        FAILURES("requests that failed inside the gateway", Where.BOTH);

        private final String label;
        private final Where where;

        Kind(String label, Where where) {
            this.label = label;
            this.where = where;
        }
    }

    private enum Where {
        TCP,
        SERIAL,
        BOTH
    }

    private final Map<Kind, AtomicLong> counts = new EnumMap<>(Kind.class);

    private Counters(Where where) {
        for (Kind kind : Kind.values()) {
            if (kind.where == where || kind.where == Where.BOTH) {
                counts.put(kind, new AtomicLong());
            }
        }
    }

    /** Returns the counters of a TCP server, all 0. */
    static Counters tcp() {
        return new Counters(Where.TCP);
    }

    /** Returns the counters of a slave on a serial line, all 0. */
    static Counters serial() {
        return new Counters(Where.SERIAL);
    }

    private AtomicLong of(Kind kind) {
        return Objects.requireNonNull(counts.get(kind));
    }

    /** Counts one more. */
    void add(Kind kind) {
        add(kind, 1);
    }

    /** Counts several more; an ordered store is enough, there is one writer. */
    void add(Kind kind, int more) {
        AtomicLong count = of(kind);
        count.lazySet(count.getPlain() + more);
    }

    /** Counts an exception sent to a client. */
    void addException(int code) {
        add(
                switch (code) {
                    case 0x01 -> Kind.ILLEGAL_FUNCTION;
                    case 0x02 -> Kind.ILLEGAL_ADDRESS;
                    case 0x03 -> Kind.ILLEGAL_VALUE;
                    case 0x04 -> Kind.DEVICE_FAILURE;
                    case 0x05 -> counts.containsKey(Kind.ACKNOWLEDGED) ? Kind.ACKNOWLEDGED : Kind.OTHER_EXCEPTIONS;
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
