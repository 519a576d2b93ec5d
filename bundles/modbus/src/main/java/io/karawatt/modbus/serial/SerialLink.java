package io.karawatt.modbus.serial;

import java.io.Closeable;
import java.io.IOException;

/** An open serial line; used by one thread. Only {@link #close} may be called from another. */
public interface SerialLink extends Closeable {

    /**
     * Puts characters on the line.
     *
     * @param bytes the characters.
     * @param offset first one.
     * @param length how many.
     * @return the moment, on the link's timeline, at which the last stop bit leaves the wire; the call itself may
     *     return earlier.
     * @throws IOException when the line is gone.
     */
    long write(byte[] bytes, int offset, int length) throws IOException;

    /**
     * Waits for characters: returns as soon as at least one is there, or when the deadline is reached.
     *
     * @param buffer where they go.
     * @param offset first place.
     * @param length most characters wanted, 1 or more.
     * @param deadline moment on the link's timeline.
     * @return how many were read; 0 when the deadline was reached.
     * @throws IOException when the line is gone.
     * @throws InterruptedException when the thread is interrupted.
     */
    int read(byte[] buffer, int offset, int length, long deadline) throws IOException, InterruptedException;

    /**
     * Throws away what has arrived and was not read.
     *
     * @return how many characters.
     * @throws IOException when the line is gone.
     */
    int discard() throws IOException;

    /**
     * Returns the time this line lives in.
     *
     * @return the timeline for deadlines and waiting.
     */
    Timeline timeline();

    @Override
    void close();
}
