package io.karawatt.profile.read.internal;

import io.karawatt.profile.MemorySpec.Stamp;
import io.karawatt.profile.RegisterSpec.Origin;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A memory as written in a profile, its rows still by name.
 *
 * @param name name of the memory.
 * @param capability devices with it have the memory.
 * @param trends whether it records trends; else load curves.
 * @param choice how a page is chosen.
 * @param header rows of the header by what they are.
 * @param expected rows of the header with the one content they may have.
 * @param item layout of a record.
 * @param codes quantities of load curves with their numbers.
 * @param recorded settings that say what is recorded, by what they are.
 * @param stamp which end of its period a date marks.
 * @param capacity most records of a series.
 * @param origin where it was read.
 */
record MemoryDraft(
        String name,
        String capability,
        boolean trends,
        Choice choice,
        Map<String, Cell> header,
        Map<Cell, Integer> expected,
        ItemDraft item,
        Map<String, Integer> codes,
        Map<String, Cell> recorded,
        Stamp stamp,
        int capacity,
        Origin origin) {

    /** Names the row whose presence tells that a device has the memory. */
    Cell first() {
        return choice instanceof Numbered numbered ? numbered.start() : ((Paged) choice).command();
    }

    /** How a page is chosen. */
    sealed interface Choice {}

    /** By the number of its newest record. */
    record Numbered(
            Cell start,
            int newest,
            @Nullable SelectorDraft load,
            @Nullable SelectorDraft channel) implements Choice {}

    /** By turning pages. */
    record Paged(Cell command, int rewind, int next) implements Choice {}

    /** A row that chooses among several. */
    record SelectorDraft(Cell command, @Nullable Cell echo, int first) {}

    /** Layout of a record. */
    record ItemDraft(Map<String, Cell> rows, int incomplete, int clockNotSet) {}
}
