package io.karawatt.shell.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Something a command shows: to people as text, to programs as JSON, with the same names in both. */
interface Shown {

    /** Returns the text, each line ended. */
    String text();

    /** Writes one JSON value. */
    void json(JsonGenerator json) throws IOException;
}
