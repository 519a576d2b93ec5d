package io.karawatt.demand.internal;

import io.karawatt.model.PointSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The reads that are under way, so that a second wish for a point waits for the answer to the first, and so that no
 * line is asked for more than it may. Not thread-safe.
 */
final class Transactions {

    /** Most reads under way on one line. */
    static final int MOST_ON_A_LINE = 32;

    private final Map<Point, Transaction> points = new HashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();

    /** A point; schemas are equal only to themselves. */
    private record Point(PointSchema schema, int index) {}

    /**
     * Looks for reads that will bring points in time.
     *
     * @param schema schema of the device.
     * @param slots the points.
     * @param deadline until when they are wanted.
     * @param joined takes the reads that will bring some of them.
     * @return the points that none of them brings.
     */
    List<Slot> notUnderWay(PointSchema schema, List<Slot> slots, Instant deadline, Collection<Transaction> joined) {
        List<Slot> others = new ArrayList<>();
        for (Slot slot : slots) {
            Transaction known = points.get(new Point(schema, slot.index()));
            if (known == null || known.deadline().isAfter(deadline)) {
                others.add(slot);
            } else {
                joined.add(known);
            }
        }
        return others;
    }

    /** Tells whether a line may be asked for some more reads. */
    boolean fits(String line, int reads) {
        return lines.getOrDefault(line, 0) + reads <= MOST_ON_A_LINE;
    }

    void begin(Transaction begun) {
        lines.merge(begun.line(), 1, Integer::sum);
        begun.run().slots().forEach(slot -> points.put(new Point(begun.schema(), slot.index()), begun));
    }

    void end(Transaction ended) {
        lines.computeIfPresent(ended.line(), (line, reads) -> reads > 1 ? reads - 1 : null);
        ended.run().slots().forEach(slot -> points.remove(new Point(ended.schema(), slot.index()), ended));
    }
}
