package io.karawatt.memory;

import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * Where reading goes on. It stays good when the meter records on, loses records, is reset or gets another time: what
 * the number no longer stands for is found again by its date. Its text form can be stored.
 *
 * @param number number of the next record to read in the meter, -1 when it has none.
 * @param before only records dated earlier are still to come.
 */
public record MemoryToken(int number, Instant before) {

    /**
     * Reads the text form.
     *
     * @param text as {@link #toString()} writes it, for example {@code 1204@2026-03-01T10:00:00Z}.
     * @return the token.
     * @throws IllegalArgumentException in plain words when the text has another form.
     */
    public static MemoryToken parse(String text) {
        int at = text.indexOf('@');
        try {
            return new MemoryToken(
                    Integer.parseInt(text.substring(0, Math.max(0, at))), Instant.parse(text.substring(at + 1)));
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is no token; write NUMBER@INSTANT", e);
        }
    }

    @Override
    public String toString() {
        return number + "@" + before;
    }
}
