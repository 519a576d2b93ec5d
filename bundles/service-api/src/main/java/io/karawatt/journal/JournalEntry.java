package io.karawatt.journal;

import java.time.Instant;

/**
 * One line of the logbook.
 *
 * @param at when it happened (UTC).
 * @param topic what it is about: {@code bus}, {@code topology}, {@code access}, {@code system}.
 * @param text what happened, in one line.
 */
public record JournalEntry(Instant at, String topic, String text) {}
