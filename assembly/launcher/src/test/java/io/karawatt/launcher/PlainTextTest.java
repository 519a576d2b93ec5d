package io.karawatt.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void coloursAreDroppedAndEverythingElseStays() throws IOException {
        assertEquals("Command not found: 5 °C\n", plain("\u001b[31mCommand not found: \u001b[1m5 °C\u001b[0m\n", 99));
    }

    @Test
    void aSequenceCutBetweenTwoWritesIsDroppedAllTheSame() throws IOException {
        for (int size = 1; size < 8; size++) {
            assertEquals("ab[c]", plain("a\u001b[38;5;10mb\u001b[m[c]", size));
        }
    }

    private static String plain(String text, int piece) throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        try (PlainText filter = new PlainText(target)) {
            for (int at = 0; at < octets.length; at += piece) {
                filter.write(octets, at, Math.min(piece, octets.length - at));
            }
        }
        return target.toString(StandardCharsets.UTF_8);
    }
}
