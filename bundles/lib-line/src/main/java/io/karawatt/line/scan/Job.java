package io.karawatt.line.scan;

/** A part of a scan that is done one question at a time. Parts that it begins go before it. */
interface Job {

    /**
     * Asks at most a question or two.
     *
     * @return whether that was all.
     * @throws InterruptedException when the line is being closed.
     */
    boolean step() throws InterruptedException;

    /** When it wants to go on, in nanoseconds of the line; 0 for at once. */
    default long notBefore() {
        return 0;
    }
}
