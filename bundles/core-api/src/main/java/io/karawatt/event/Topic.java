package io.karawatt.event;

/** What an event is about; a consumer subscribes by topic and gets a queue of its own for each. */
public enum Topic {
    /** New readings: many a second. */
    READINGS,
    /** A device or a line fell silent or came back. */
    BUS,
    /** Devices, loads or profiles changed. */
    TOPOLOGY,
    /** What befell a meter: replaced, moved, set otherwise, counters set back. */
    CHANGES,
    /** Alarms started, ended or were acknowledged. */
    ALARMS,
    /** Something was refused, written or commanded. */
    ACCESS,
    /** The gateway itself: doors opened and closed, storage trouble. */
    SYSTEM
}
