package io.karawatt.line.scan;

import io.karawatt.event.Event.AddressConflict;
import io.karawatt.event.EventBus;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;

/** Which addresses of the line are used twice; tells each change once. For the thread of the line. */
public final class ConflictLedger {

    private final String line;
    private final EventBus events;
    private final InstantSource clock;
    private final Set<Integer> present = new TreeSet<>();

    /**
     * Begins without conflicts.
     *
     * @param line name of the line.
     * @param events hears of changes.
     * @param clock time of day.
     */
    public ConflictLedger(String line, EventBus events, InstantSource clock) {
        this.line = line;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Tells whether an address is used twice, as far as known.
     *
     * @param unit the address.
     * @return true from its discovery to its end.
     */
    public boolean has(int unit) {
        return present.contains(unit);
    }

    void report(int unit, boolean now, String evidence) {
        if (now ? present.add(unit) : present.remove(unit)) {
            events.publish(new AddressConflict(line, unit, now, evidence, clock.instant()));
        }
    }

    /** After a complete search of a range: what it did not meet is over. */
    void settle(int first, int last, Set<Integer> met) {
        for (int unit : new TreeSet<>(present)) {
            if (unit >= first && unit <= last && !met.contains(unit)) {
                report(unit, false, "");
            }
        }
    }
}
