package io.karawatt.memory;

import java.time.Instant;

/**
 * Time for which a record is missing that was asked for.
 *
 * @param from date of the first missing record.
 * @param to date of the first record after the gap, or the end of what was asked for.
 * @param reason why.
 */
public record MemoryGap(Instant from, Instant to, Reason reason) {

    /** Why records are missing. */
    public enum Reason {
        /** The memory does not reach back so far: overwritten, erased or not yet recording. */
        NOT_KEPT,
        /** There are records before and after: the meter was off, or its clock was set forward. */
        NOT_RECORDED
    }
}
