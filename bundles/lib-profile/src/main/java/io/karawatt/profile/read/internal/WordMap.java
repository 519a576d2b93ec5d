package io.karawatt.profile.read.internal;

import io.karawatt.model.RegisterTable;
import io.karawatt.profile.RegisterSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who lies where in the two register tables of a device; finds rows that contradict each other.
 *
 * <p>Two rows may share a word when both are bytes of it, when one of them is a bit field, or when one is marked as
 * alias. Reused for one device after the other: numbers given to rows only rise, so nothing has to be cleared.
 */
final class WordMap {

    private final int[][] low = new int[2][0];
    private final int[][] high = new int[2][0];
    private final List<TableRow> rows = new ArrayList<>();
    private int begin = 1;

    /** Forgets all rows. */
    void clear() {
        begin += rows.size();
        rows.clear();
    }

    /**
     * Adds a row with all its instances.
     *
     * @param row the row.
     * @return a row added before that it contradicts; null when there is none.
     */
    @Nullable
    TableRow add(TableRow row) {
        rows.add(row);
        if (row.alias() || row.spec().coding().width() > 0) {
            return null;
        }
        int number = begin + rows.size() - 1;
        RegisterSpec spec = row.spec();
        int table = spec.table() == RegisterTable.HOLDING ? 0 : 1;
        if (low[table].length == 0) {
            low[table] = new int[0x10000];
            high[table] = new int[0x10000];
        }
        String type = spec.coding().type().name();
        boolean takesLow = !type.endsWith("8H");
        boolean takesHigh = !type.endsWith("8L");
        TableRow other = null;
        for (int instance = 1; instance <= spec.count(); instance++) {
            int first = spec.addressOf(instance);
            for (int word = first; word < first + spec.coding().words(); word++) {
                TableRow there = takesLow ? claim(low[table], word, number) : null;
                other = other == null ? there : other;
                there = takesHigh ? claim(high[table], word, number) : null;
                other = other == null ? there : other;
            }
        }
        return other;
    }

    private @Nullable TableRow claim(int[] owners, int word, int number) {
        int before = owners[word];
        owners[word] = number;
        return before >= begin && before != number ? rows.get(before - begin) : null;
    }
}
