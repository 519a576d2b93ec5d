package io.karawatt.simulator.internal.meter;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * The cells of one register table in order, and which registers may be read: all of a page of 256 that holds any row
 * (reserved registers inside a table read 0), none of the others.
 */
final class CellTable {

    private static final int PAGE_BITS = 8;
    private static final int LONGEST_CELL = 125;

    private final Cell[] cells;
    private final BitSet pages = new BitSet();

    CellTable(List<Cell> unordered) {
        List<Cell> ordered = new ArrayList<>(unordered);
        ordered.sort(Comparator.comparingInt(Cell::address));
        cells = ordered.toArray(Cell[]::new);
        for (Cell cell : cells) {
            pages.set(cell.address() >> PAGE_BITS, ((cell.end() - 1) >> PAGE_BITS) + 1);
        }
    }

    boolean isEmpty() {
        return cells.length == 0;
    }

    /** Whether all registers of a range may be read. */
    boolean readable(int address, int count) {
        int last = (address + count - 1) >> PAGE_BITS;
        return pages.nextClearBit(address >> PAGE_BITS) > last;
    }

    /** The cells that have at least one register in a range, in order. */
    List<Cell> touching(int address, int count) {
        List<Cell> found = new ArrayList<>();
        for (int i = first(address - LONGEST_CELL); i < cells.length && cells[i].address() < address + count; i++) {
            if (cells[i].end() > address) {
                found.add(cells[i]);
            }
        }
        return found;
    }

    private int first(int address) {
        int low = 0;
        int high = cells.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cells[middle].address() < address) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
