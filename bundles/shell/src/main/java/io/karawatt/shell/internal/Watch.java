package io.karawatt.shell.internal;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Shows something again and again.
 *
 * @param count how many times; 0 until somebody interrupts.
 * @param pause time between two pictures.
 * @param paint whether each picture replaces the one before, on a terminal that can; otherwise they follow each other.
 * @param clock lets the pause pass.
 */
record Watch(int count, Duration pause, boolean paint, Sleep clock) {

    private static final String CLEAR = "\u001b[H\u001b[2J";

    /** Lets time pass. */
    @FunctionalInterface
    interface Sleep {

        /** Returns after so many milliseconds. */
        void pass(long millis) throws InterruptedException;
    }

    /** Shows it; an interrupt, as Ctrl-C gives, or a reader who left ends it without an error. */
    void run(PrintStream out, Supplier<String> picture) {
        try {
            for (int shown = 0; count == 0 || shown < count; shown++) {
                if (shown > 0) {
                    clock.pass(pause.toMillis());
                }
                out.print((paint ? CLEAR : shown > 0 ? "\n" : "") + picture.get());
                if (out.checkError()) {
                    return;
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
