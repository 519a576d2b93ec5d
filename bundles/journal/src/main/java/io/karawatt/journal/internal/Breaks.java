package io.karawatt.journal.internal;

import io.karawatt.event.Event.CounterBroke;
import io.karawatt.journal.JournalEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gathers the counters that went back in one batch of a device: an exchanged meter with a hundred counters is one line
 * of the logbook, not a hundred. Belongs to the thread of the readings.
 */
final class Breaks {

    private static final int FEW = 3;
    private static final int MOST_DEVICES = 256;
    private static final int MOST_OF_A_DEVICE = 10_000;

    private final Map<String, List<CounterBroke>> open = new HashMap<>();

    /** Keeps a counter until its batch comes. */
    void add(CounterBroke broke) {
        String device = broke.point().device();
        if (open.size() < MOST_DEVICES || open.containsKey(device)) {
            List<CounterBroke> all = open.computeIfAbsent(device, key -> new ArrayList<>());
            if (all.size() < MOST_OF_A_DEVICE) {
                all.add(broke);
            }
        }
    }

    /**
     * Ends a batch.
     *
     * @param device whose.
     * @return what is to be kept of it; mostly nothing.
     */
    List<JournalEntry> close(String device) {
        List<CounterBroke> all = open.remove(device);
        if (all == null) {
            return List.of();
        }
        if (all.size() <= FEW) {
            return all.stream().map(EntryText::of).toList();
        }
        JournalEntry first = EntryText.of(all.get(0));
        return List.of(new JournalEntry(
                first.at(),
                first.topic(),
                EntryText.clean(all.size() + " counters of " + device + " are not what they were; the first: "
                        + first.text())));
    }
}
