package io.karawatt.simulator.internal.meter;

import java.util.TreeMap;
import java.util.function.LongFunction;

/**
 * The ring of one recorded series: what was recorded since the simulation began is kept, what was before is computed
 * when somebody asks. Records are known by the number of their period since 1970.
 */
final class Archive {

    private final int capacity;
    private final TreeMap<Long, double[]> kept = new TreeMap<>();
    private final LongFunction<double[]> before;

    /**
     * Makes an empty ring.
     *
     * @param capacity most records.
     * @param before computes the record of a period before the first kept one.
     */
    Archive(int capacity, LongFunction<double[]> before) {
        this.capacity = capacity;
        this.before = before;
    }

    void add(long index, double[] record) {
        kept.put(index, record);
        if (kept.size() > capacity) {
            kept.pollFirstEntry();
        }
    }

    double[] get(long index) {
        double[] record = kept.get(index);
        return record != null ? record : before.apply(index);
    }

    void clear() {
        kept.clear();
    }
}
