package io.karawatt.memory.internal;

import io.karawatt.bus.BusRequest;
import io.karawatt.model.Registers;
import io.karawatt.profile.MemorySpec.Selection;
import io.karawatt.profile.MemorySpec.Selector;
import io.karawatt.profile.RegisterSpec;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Chooses pages: the only writes there are on this way. They go to rows of kind cursor and to no others; a row of
 * another kind is refused here again, whatever a profile says.
 */
final class Cursor {

    private Cursor() {}

    /**
     * Chooses a page by its number, or for memories without numbers the newest one.
     *
     * @param series the series.
     * @param unit unit id of the device.
     * @param number number of the newest record of the page.
     * @param patience how long the asker waits.
     * @return the request.
     */
    static BusRequest.Write choose(FoundSeries series, int unit, int number, Duration patience) {
        if (series.spec().selection() instanceof Selection.Paged paged) {
            return turn(paged.command(), paged.rewind(), unit, patience);
        }
        Selection.Numbered numbered = (Selection.Numbered) series.spec().selection();
        TreeMap<Integer, Integer> words = new TreeMap<>();
        put(words, numbered.start(), number);
        numbered.load().map(Selector::command).ifPresent(row -> put(words, row, series.load()));
        numbered.channel().map(Selector::command).ifPresent(row -> put(words, row, series.channel()));
        if (words.lastKey() - words.firstKey() != words.size() - 1) {
            throw new IllegalArgumentException(
                    "the rows that choose a page do not lie side by side: " + words.keySet());
        }
        int[] values = words.values().stream().mapToInt(word -> word).toArray();
        return new BusRequest.Write(unit, words.firstKey(), Registers.of(values), false, patience);
    }

    /**
     * Turns to the page before in time.
     *
     * @param paged how.
     * @param unit unit id of the device.
     * @param patience how long the asker waits.
     * @return the request.
     */
    static BusRequest.Write next(Selection.Paged paged, int unit, Duration patience) {
        return turn(paged.command(), paged.next(), unit, patience);
    }

    private static BusRequest.Write turn(RegisterSpec command, int word, int unit, Duration patience) {
        TreeMap<Integer, Integer> words = new TreeMap<>();
        put(words, command, word);
        return new BusRequest.Write(unit, command.address(), Registers.of(word), false, patience);
    }

    private static void put(Map<Integer, Integer> words, RegisterSpec row, int word) {
        if (row.kind() != RegisterSpec.Kind.CURSOR || row.coding().words() != 1) {
            throw new IllegalArgumentException(row.name() + " (" + row.origin() + ") is no cursor; nothing is written");
        }
        words.put(row.address(), word);
    }
}
