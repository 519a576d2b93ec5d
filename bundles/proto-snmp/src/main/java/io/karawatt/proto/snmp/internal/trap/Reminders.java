package io.karawatt.proto.snmp.internal.trap;

import io.karawatt.alarm.Alarm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which active alarms are to be sent again, and when. Thread-safe. */
final class Reminders {

    /** Most alarms that are remembered; of more, the oldest are not sent again. */
    private static final int MOST = 1000;

    private final Duration cycle;
    private final Map<Long, Entry> active = new LinkedHashMap<>();

    Reminders(Duration cycle) {
        this.cycle = cycle;
    }

    /** An alarm changed: an active one is sent again a cycle after it began, an ended one no more. */
    synchronized void changed(Alarm alarm, Instant now) {
        if (!alarm.active()) {
            active.remove(alarm.id());
            return;
        }
        Entry known = active.get(alarm.id());
        active.put(alarm.id(), new Entry(alarm, known == null ? now.plus(cycle) : known.due));
        if (active.size() > MOST) {
            active.remove(active.keySet().iterator().next());
        }
    }

    /** Takes over alarms that began before anybody told of them. */
    synchronized void known(Collection<Alarm> current, Instant now) {
        current.stream()
                .filter(alarm -> alarm.active() && !active.containsKey(alarm.id()))
                .forEach(alarm -> changed(alarm, now));
    }

    /**
     * Returns the alarms that are due; each is due again a cycle later.
     *
     * @param now what time it is.
     * @return in the order in which they began.
     */
    synchronized List<Alarm> due(Instant now) {
        List<Alarm> due = new ArrayList<>();
        active.replaceAll((id, entry) -> {
            if (entry.due.isAfter(now)) {
                return entry;
            }
            due.add(entry.alarm);
            return new Entry(entry.alarm, now.plus(cycle));
        });
        return due;
    }

    private record Entry(Alarm alarm, Instant due) {}
}
