package io.karawatt.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchMainTest {

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final BenchMain main = new BenchMain(
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));

    @Test
    void anUnknownNameIsRefusedAndTheKnownOnesAreTold() {
        assertEquals(2, main.run(List.of("no-such-bench")));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("there is no benchmark 'no-such-bench'"));
    }

    @Test
    void aMissingFileNameIsRefused() {
        assertEquals(2, main.run(List.of("--json")));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("--json needs a file name"));
    }

    @Test
    void theRatioIsTheShareOfTheReference() {
        assertEquals(0.75, new Row("wire", "x", "utilisation", 0.75, "-", 1.0, "limit").ratio(), 1e-12);
    }
}
