package io.karawatt.catalogue.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.profile.read.ProfileFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropInFolderTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    @TempDir
    private Path parent;

    private Path folder = Path.of("");
    private DropInFolder watched = new DropInFolder(folder, Duration.ofSeconds(5), () -> NOON);

    @BeforeEach
    void watch() {
        folder = parent.resolve("profiles");
        watched = new DropInFolder(folder, Duration.ofSeconds(5), () -> NOON);
        watched.create();
    }

    private void write(String name, String text, Instant changed) throws IOException {
        Path path = folder.resolve(name);
        Files.writeString(path, text);
        Files.setLastModifiedTime(path, FileTime.from(changed));
    }

    private List<String> texts() {
        return watched.scan().stream().map(ProfileFile::text).toList();
    }

    @Test
    void aFreshFileIsTakenWhenItStaysTheSameForOneLook() throws IOException {
        write("a.profile.yaml", "begun", NOON);
        assertEquals(List.of(), texts());
        write("a.profile.yaml", "begun and", NOON.plusSeconds(1));
        assertEquals(List.of(), texts());
        assertEquals(List.of("begun and"), texts());
    }

    @Test
    void anOldFileIsTakenAtOnceSoThatAStartNeedsNoSecondLook() throws IOException {
        write("a.profile.yaml", "old", NOON.minusSeconds(60));
        assertEquals(List.of("old"), texts());
    }

    @Test
    void aChangedFileKeepsItsOldContentUntilItIsStable() throws IOException {
        write("a.profile.yaml", "one", NOON.minusSeconds(60));
        texts();
        write("a.profile.yaml", "two", NOON);
        assertEquals(List.of("one"), texts());
        assertEquals(List.of("two"), texts());
    }

    @Test
    void aRemovedFileIsGoneAtTheNextLook() throws IOException {
        write("a.profile.yaml", "one", NOON.minusSeconds(60));
        texts();
        Files.delete(folder.resolve("a.profile.yaml"));
        assertEquals(List.of(), texts());
    }

    @Test
    void theFolderItselfMayBeMissingOrGo() throws IOException {
        Files.delete(folder);
        assertEquals(List.of(), texts());
        watched.create();
        assertTrue(Files.isDirectory(folder));
    }

    @Test
    void filesComeInTheOrderOfTheirNames() throws IOException {
        write("b.registers.csv", "b", NOON.minusSeconds(60));
        write("a.profile.yaml", "a", NOON.minusSeconds(60));
        write("README.md", "not for us", NOON.minusSeconds(60));
        assertEquals(List.of("a", "b"), texts());
    }
}
