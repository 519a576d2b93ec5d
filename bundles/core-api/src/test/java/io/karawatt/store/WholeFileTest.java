package io.karawatt.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

    @TempDir
    private Path folder;

    @Test
    void aFileIsMadeWithItsFolderAndReplacedAsAWhole() throws IOException {
        Path file = folder.resolve("new").resolve("numbers.txt");

        WholeFile.replace(file, "one, two, three".getBytes(StandardCharsets.UTF_8));
        WholeFile.replace(file, "four".getBytes(StandardCharsets.UTF_8));

        assertEquals("four", Files.readString(file));
        try (Stream<Path> all = Files.list(file.getParent())) {
            assertEquals(List.of(file), all.toList());
        }
    }

    @Test
    void whatCantBeReplacedStaysAsItWas() throws IOException {
        Path file = Files.write(folder.resolve("kept"), new byte[] {1, 2, 3});
        Files.createDirectory(folder.resolve("kept.new"));

        assertThrows(IOException.class, () -> WholeFile.replace(file, new byte[] {4}));

        assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(file));
    }
}
