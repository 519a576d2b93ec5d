package io.karawatt.journal.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.journal.JournalEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalFileTest {

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
    private static final String LINE = "2026-03-29T12:00:00Z bus ";

    @TempDir
    private Path folder;

    private Instant now = NOON;

    @Test
    void aFullFileIsMovedAwayOnce() throws IOException {
        Path path = folder.resolve("journal.log");
        int limit = 3 * (LINE.length() + 2);
        try (JournalFile file = new JournalFile(path, limit, () -> now)) {
            for (char c = 'a'; c <= 'h'; c++) {
                file.append(entry(String.valueOf(c)));
            }
        }

        assertEquals(List.of(LINE + "g", LINE + "h"), Files.readAllLines(path));
        assertEquals(List.of(LINE + "d", LINE + "e", LINE + "f"), Files.readAllLines(folder.resolve("journal.log.1")));
        try (var files = Files.list(folder)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void aRestartGoesOnInTheSameFile() throws IOException {
        Path path = folder.resolve("journal.log");
        for (String text : List.of("before", "after")) {
            try (JournalFile file = new JournalFile(path, 1000, () -> now)) {
                file.append(entry(text));
            }
        }

        assertEquals(List.of(LINE + "before", LINE + "after"), Files.readAllLines(path));
    }

    // What a power cut leaves.
    @Test
    void halfALineDoesNotSpoilTheNext() throws IOException {
        Path path = folder.resolve("journal.log");
        Files.writeString(path, LINE + "ha");

        try (JournalFile file = new JournalFile(path, 1000, () -> now)) {
            file.append(entry("whole"));
        }

        assertEquals(List.of(LINE + "ha", LINE + "whole"), Files.readAllLines(path));
    }

    @Test
    void aFolderThatCannotBeWrittenIsTriedAgainAfterAMinute() throws IOException {
        Path blocked = folder.resolve("journal");
        Files.writeString(blocked, "a file where the folder should be");
        Path path = blocked.resolve("journal.log");
        try (JournalFile file = new JournalFile(path, 1000, () -> now)) {
            file.append(entry("lost"));
            Files.delete(blocked);
            file.append(entry("too early"));
            assertTrue(Files.notExists(path));

            now = NOON.plusSeconds(60);
            file.append(entry("kept"));
        }

        assertEquals(List.of(LINE + "kept"), Files.readAllLines(path));
    }

    private static JournalEntry entry(String text) {
        return new JournalEntry(NOON, "bus", text);
    }
}
