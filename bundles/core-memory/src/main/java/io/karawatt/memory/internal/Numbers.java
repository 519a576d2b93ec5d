package io.karawatt.memory.internal;

/** Counting with record numbers: 0..65534, then 0 again. */
final class Numbers {

    private static final int ALL = 0xFFFF;

    private Numbers() {}

    /** Returns the number of the record so many records before. */
    static int back(int number, int records) {
        return Math.floorMod(number - records, ALL);
    }
}
