package io.karawatt.memory.internal;

import io.karawatt.memory.MemoryRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One page of a memory, decoded and checked.
 *
 * @param period length of a period.
 * @param next number with which the next older page begins; -1 where pages are not numbered.
 * @param records newest first.
 */
record Page(Duration period, int next, List<MemoryRecord> records) {

    /** Copies the list. */
    Page {
        records = List.copyOf(records);
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    Instant newest() {
        return records.get(0).at();
    }

    Instant oldest() {
        return records.get(records.size() - 1).at();
    }
}
