package io.karawatt.demo.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    private Path folder;

    @Test
    void theLatestErrorsAreFoundHoweverLongTheLogIs() throws IOException {
        Path log = folder.resolve("karawatt.log");
        String noise = "2026-11-21T02:49:39Z INFO  [a] b - nothing\n".repeat(5_000);
        Files.writeString(
                log,
                "x ERROR [a] b - 0\n" + noise + "x ERROR [a] b - 1\nx ERROR [a] b - 2\n\tat c\n"
                        + "x ERROR [a] b - 3\nx ERROR [a] b - 4\n");
        assertEquals(List.of("x ERROR [a] b - 2", "x ERROR [a] b - 3", "x ERROR [a] b - 4"), new LogTail(log).errors());
    }

    @Test
    void noLogMeansNoErrors() {
        assertEquals(List.of(), new LogTail(folder.resolve("absent.log")).errors());
    }
}
