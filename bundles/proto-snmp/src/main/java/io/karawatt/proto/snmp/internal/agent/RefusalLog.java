package io.karawatt.proto.snmp.internal.agent;

import io.karawatt.access.AccessRequest;
import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells refusals as events without letting anybody flood the logbook: from each address the first {@link #BURST} of a
 * period at once, the others as one event with their number when the period is over. Addresses of datagrams are easily
 * forged: what is beyond {@link #MOST_ADDRESSES} shares one entry.
 */
final class RefusalLog {

    /** Refusals of one address that are told one by one in a period. */
    static final int BURST = 5;

    /** The period. */
    static final Duration PERIOD = Duration.ofSeconds(60);

    /** Addresses followed at once. */
    static final int MOST_ADDRESSES = 64;

    private static final String OTHERS = "other addresses";

    private final EventBus events;
    private final Time time;
    private final Map<String, Entry> byAddress = new LinkedHashMap<>();

    RefusalLog(EventBus events, Time time) {
        this.events = events;
        this.time = time;
    }

    private static final class Entry {

        private final long since;
        private final AccessRequest first;
        private String reason = "";
        private int told;
        private long held;

        Entry(AccessRequest first, long since) {
            this.first = first;
            this.since = since;
        }
    }

    /** Takes one refusal. */
    void refused(AccessRequest request, String reason) {
        String address = addressOf(request.from());
        boolean known = byAddress.containsKey(address) || byAddress.size() < MOST_ADDRESSES;
        Entry entry = byAddress.computeIfAbsent(known ? address : OTHERS, key -> new Entry(request, time.nanos()));
        entry.reason = reason;
        if (entry.told < BURST) {
            entry.told++;
            events.publish(new Event.AccessRefused(request, reason, time.wall()));
        } else {
            entry.held++;
        }
    }

    /** Tells the sums of the periods that are over. */
    void tick() {
        Iterator<Map.Entry<String, Entry>> all = byAddress.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Entry> next = all.next();
            if (time.nanos() - next.getValue().since >= PERIOD.toNanos()) {
                all.remove();
                tell(next.getKey(), next.getValue());
            }
        }
    }

    /** Tells all sums at once: the agent stops. */
    void close() {
        byAddress.forEach(this::tell);
        byAddress.clear();
    }

    private void tell(String address, Entry entry) {
        if (entry.held > 0) {
            AccessRequest sum = new AccessRequest(
                    entry.first.face(),
                    entry.first.who(),
                    address,
                    entry.first.operation(),
                    entry.held + " more times, first " + entry.first.target());
            events.publish(new Event.AccessRefused(sum, entry.reason, time.wall()));
        }
    }

    private static String addressOf(String from) {
        int colon = from.lastIndexOf(':');
        return colon < 0 ? from : from.substring(0, colon);
    }
}
