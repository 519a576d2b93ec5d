package io.karawatt.bus;

/** How a request is weighed against others. */
public enum Urgency {
    /** Somebody waits for it: before polls, within the share of the line that requests may take. */
    CLIENT,
    /**
     * Work that can wait, such as reading the memory of a meter or checking who it is: never before a request of a
     * client, and within a small share of the line of its own.
     */
    BACKGROUND
}
