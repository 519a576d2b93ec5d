package io.karawatt.discovery.internal;

import io.karawatt.discovery.ScanReport.What;
import io.karawatt.event.Event;
import io.karawatt.topology.Device;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a scan or the watch learnt about a device that was known.
 *
 * @param before what was known.
 * @param after what is.
 * @param note what else a scan had to say of it; may be empty.
 */
record Change(Device before, Device after, String note) {

    /** Makes a change of which there is nothing else to say. */
    Change(Device before, Device after) {
        this(before, after, "");
    }

    /** Tells the most telling of what befell it. */
    What what() {
        if (replaced()) {
            return What.REPLACED;
        }
        if (moved()) {
            return What.MOVED;
        }
        if (before.missing() != after.missing()) {
            return after.missing() ? What.VANISHED : What.RETURNED;
        }
        return What.KNOWN;
    }

    /** Tells all that befell it. */
    List<Event> events(Instant at) {
        List<Event> events = new ArrayList<>();
        if (before.missing() && !after.missing()) {
            events.add(event(Event.Change.RETURNED, "place", "missing", place(after), at));
        }
        if (!before.missing() && after.missing()) {
            events.add(event(Event.Change.VANISHED, "place", place(before), "without an answer", at));
        }
        if (moved()) {
            events.add(event(Event.Change.MOVED, "place", place(before), place(after), at));
        }
        if (replaced()) {
            events.add(event(Event.Change.REPLACED, "NET ID or serial number", before.netId(), after.netId(), at));
        }
        return events;
    }

    /** Tells whether another meter stands in its place. */
    boolean replaced() {
        return !before.netId().isEmpty() && !before.netId().equalsIgnoreCase(after.netId());
    }

    private boolean moved() {
        return !before.line().equals(after.line())
                || before.unit() != after.unit()
                || before.address() != after.address();
    }

    private Event event(Event.Change kind, String what, String was, String is, Instant at) {
        return new Event.DeviceChanged(after.key(), kind, what, was, is, at);
    }

    private static String place(Device device) {
        return "unit id " + device.unit() + " on " + device.line() + ", address " + device.address();
    }
}
