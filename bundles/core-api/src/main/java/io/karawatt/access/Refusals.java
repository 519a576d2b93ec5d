package io.karawatt.access;

import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells refusals as events without letting anybody flood the logbook: of each address the first {@link #BURST} of a
 * period at once, the others as one event with their number when the period is over, which is seen at the next refusal
 * or {@link #tick}. Addresses of datagrams are easily forged: those beyond {@link #MOST_ADDRESSES} share one entry.
 * Thread-safe.
 */
public final class Refusals {

    /** Refusals of one address that are told one by one in a period. */
    public static final int BURST = 5;

    /** The period. */
    public static final Duration PERIOD = Duration.ofMinutes(1);

    /** Addresses followed at once. */
    public static final int MOST_ADDRESSES = 64;

    private static final String OTHERS = "other addresses";

    private final EventBus events;
    private final InstantSource clock;
    private final Map<String, Entry> byAddress = new LinkedHashMap<>();

    private static final class Entry {

        private final Instant since;
        private final AccessRequest first;
        private String reason = "";
        private int told;
        private long held;

        Entry(AccessRequest first, Instant since) {
            this.first = first;
            this.since = since;
        }
    }

    /**
     * Makes one.
     *
     * @param events where refusals are told.
     * @param clock the time.
     */
    public Refusals(EventBus events, InstantSource clock) {
        this.events = events;
        this.clock = clock;
    }

    /**
     * Takes one refusal.
     *
     * @param request what was refused.
     * @param reason why, in plain words.
     */
    public synchronized void tell(AccessRequest request, String reason) {
        Instant now = clock.instant();
        endPeriods(now);
        String address = addressOf(request.from());
        boolean room = byAddress.containsKey(address) || byAddress.size() < MOST_ADDRESSES;
        Entry entry = byAddress.computeIfAbsent(room ? address : OTHERS, key -> new Entry(request, now));
        entry.reason = reason;
        if (entry.told < BURST) {
            entry.told++;
            events.publish(new Event.AccessRefused(request, reason, now));
        } else {
            entry.held++;
        }
    }

    /** Tells the sums of the periods that are over. */
    public synchronized void tick() {
        if (!byAddress.isEmpty()) {
            endPeriods(clock.instant());
        }
    }

    /** Tells all sums at once: whoever refuses stops. */
    public synchronized void close() {
        Instant now = clock.instant();
        byAddress.forEach((address, entry) -> tellHeld(address, entry, now));
        byAddress.clear();
    }

    private void endPeriods(Instant now) {
        Iterator<Map.Entry<String, Entry>> all = byAddress.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<String, Entry> next = all.next();
            Duration age = Duration.between(next.getValue().since, now);
            // A clock that was set back ends the period as well, or it would last as long as the clock was set.
            if (age.isNegative() || age.compareTo(PERIOD) >= 0) {
                all.remove();
                tellHeld(next.getKey(), next.getValue(), now);
            }
        }
    }

    private void tellHeld(String address, Entry entry, Instant now) {
        if (entry.held > 0) {
            AccessRequest sum = new AccessRequest(
                    entry.first.face(),
                    entry.first.who(),
                    address,
                    entry.first.operation(),
                    entry.held + " more times, first " + entry.first.target());
            events.publish(new Event.AccessRefused(sum, entry.reason, now));
        }
    }

    private static String addressOf(String from) {
        int colon = from.lastIndexOf(':');
        return colon < 0 ? from : from.substring(0, colon);
    }
}
