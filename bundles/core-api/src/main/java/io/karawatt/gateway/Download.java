package io.karawatt.gateway;

import java.io.IOException;
import java.io.OutputStream;

/** A file that the gateway offers to its operators; registered as a service by whoever makes it. */
public interface Download {

    /**
     * Returns its file name.
     *
     * @return letters, digits, '.', '-' and '_', for example {@code KARAWATT-MIB.txt}.
     */
    String name();

    /**
     * Returns its media type.
     *
     * @return for example {@code text/csv; charset=utf-8}.
     */
    String mediaType();

    /**
     * Tells what it is.
     *
     * @return one line in plain words.
     */
    String description();

    /**
     * Writes it as it is now.
     *
     * @param out where to; is not closed.
     * @throws IOException when that fails.
     */
    void write(OutputStream out) throws IOException;
}
