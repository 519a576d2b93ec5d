package io.karawatt.demand.internal;

import io.karawatt.model.Cause;
import io.karawatt.model.PointSchema;
import io.karawatt.model.ReadingBatch;
import io.karawatt.model.RegisterTable;
import io.karawatt.model.Registers;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Points that one read fetches.
 *
 * @param slots one or more points of one table, in rising order of address.
 */
record ReadRun(List<Slot> slots) {

    ReadRun {
        slots = List.copyOf(slots);
    }

    RegisterTable table() {
        return slots.get(0).table();
    }

    int address() {
        return slots.get(0).address();
    }

    /** Number of registers. */
    int count() {
        return end() - address();
    }

    int end() {
        return slots.stream().mapToInt(Slot::end).max().orElseThrow();
    }

    /** Cuts it in two; both parts have points. */
    List<ReadRun> halves() {
        int middle = slots.size() / 2;
        return List.of(new ReadRun(slots.subList(0, middle)), new ReadRun(slots.subList(middle, slots.size())));
    }

    /** Takes the values out of an answer. */
    ReadingBatch decode(Registers registers, PointSchema schema, Instant at) {
        ReadingBatch.Builder batch = ReadingBatch.builder(schema, at, slots.size());
        for (Slot slot : inOrderOfIndex()) {
            OptionalDouble number = slot.place().decode(registers, address());
            if (number.isEmpty()) {
                batch.addMissing(slot.index(), Cause.NOT_AVAILABLE);
            } else if (slot.place().spec().plausible().contains(number.getAsDouble())) {
                batch.add(slot.index(), number.getAsDouble());
            } else {
                batch.addMissing(slot.index(), Cause.IMPLAUSIBLE);
            }
        }
        return batch.build();
    }

    /** All of its points missing, for one cause. */
    ReadingBatch missing(Cause cause, PointSchema schema, Instant at) {
        ReadingBatch.Builder batch = ReadingBatch.builder(schema, at, slots.size());
        inOrderOfIndex().forEach(slot -> batch.addMissing(slot.index(), cause));
        return batch.build();
    }

    private List<Slot> inOrderOfIndex() {
        return slots.stream().sorted(Comparator.comparingInt(Slot::index)).toList();
    }
}
