package io.karawatt.memory;

/** What a meter, or what was read beside it, says of a record's quality. */
public enum MemoryFlag {
    /** The period was not measured throughout. */
    INCOMPLETE,
    /** The meter did not know the time. */
    CLOCK_NOT_SET,
    /** The date is not earlier than that of the next record: the meter's clock was set back between them. */
    CLOCK_SET_BACK
}
