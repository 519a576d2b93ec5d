package io.karawatt.memory.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusRequest;
import io.karawatt.memory.MemoryFlag;
import io.karawatt.memory.MemoryRecord;
import io.karawatt.memory.MemorySeries;
import io.karawatt.model.PointKey;
import io.karawatt.model.Registers;
import io.karawatt.profile.MemorySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page of the vendor's table of the DIRIS B-30 (v153.745, registers 34912 to 35031), computed by hand. */
class PageFormatTest {

    private static final MemorySpec MEMORY = Shipped.memory("B-30 RS485", "loadCurve");

    private static final FoundSeries LOAD_2 =
            new FoundSeries(new MemorySeries("loadCurve", PointKey.parse("2/loadCurvePPos"), "W"), MEMORY, 1, 0, 1);

    /**
     * 34928: next 1200, 2 records of 4 words, load 2, P+, 600 s, x 10 / 1; 10:50 with 1234, 10:40 incomplete with 999.
     */
    private static int[] page() {
        int[] words = new int[104];
        int[] written = {
            0x04B0,
            0x0002,
            0x0004,
            0x0001,
            0x0000,
            0x0258,
            0x000A,
            0x0001,
            // 2026-03-11T10:50:00Z is 9566 days and 39,000 s after 2000-01-01: 826,541,400 s = 0x31440558.
            0x3144,
            0x0558,
            0x0000,
            0x04D2,
            // ten minutes earlier: 0x31440300
            0x3144,
            0x0300,
            0x0001,
            0x03E7
        };
        System.arraycopy(written, 0, words, 0, written.length);
        return words;
    }

    @Test
    void theRequestsAreThoseOfTheTable() {
        BusRequest.Write write = Cursor.choose(LOAD_2, 5, 0xFFFF, Duration.ofSeconds(1));

        assertEquals(34912, write.address());
        assertEquals(Registers.of(0xFFFF, 1, 0), write.values());
        assertEquals(false, write.single());
        assertEquals(34928, MEMORY.page().address());
        assertEquals(104, MEMORY.page().words());
    }

    @Test
    void aPageIsReadAsTheTableSays() throws GarbledPageException {
        Page page = new PageFormat(LOAD_2).decode(Registers.of(page()));

        assertEquals(1200, page.next());
        assertEquals(Duration.ofMinutes(10), page.period());
        assertEquals(
                List.of(
                        new MemoryRecord(Instant.parse("2026-03-11T10:50:00Z"), 12_340, Set.of()),
                        new MemoryRecord(Instant.parse("2026-03-11T10:40:00Z"), 9_990, Set.of(MemoryFlag.INCOMPLETE))),
                page.records());
    }

    /** COUNTIS E44, 61456: 1 record of 4 words, 900 s, W, x 5 / 2; 10:45 = 0x3144042C with 400. */
    @Test
    void aPageOfACountisIsReadAsItsTableSays() throws GarbledPageException {
        MemorySpec memory = Shipped.memory("E44", "loadCurve");
        FoundSeries series =
                new FoundSeries(new MemorySeries("loadCurve", PointKey.parse("1/loadCurvePPos"), "W"), memory, 0, 0, 1);
        int[] words = new int[122];
        int[] written = {1, 4, 900, 0, 5, 2, 0x3144, 0x042C, 0, 400};
        System.arraycopy(written, 0, words, 0, written.length);

        Page page = new PageFormat(series).decode(Registers.of(words));

        assertEquals(List.of(new MemoryRecord(Instant.parse("2026-03-11T10:45:00Z"), 1000, Set.of())), page.records());
        assertEquals(61440, Cursor.choose(series, 1, 0, Duration.ofSeconds(1)).address());
        assertEquals(
                Registers.of(1),
                Cursor.choose(series, 1, 0, Duration.ofSeconds(1)).values());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            1  | 25    | counts 25 records, a page has at most 24
            1  | 65535 | counts 65535 records
            2  | 5     | a record has 5 words instead of 4
            3  | 0     | loadCurveLogLoadEcho is 0 instead of 1
            4  | 3     | loadCurveLogPowerEcho is 3 instead of 0
            5  | 0     | a period of PT0S
            6  | 0     | factor is 0/1
            7  | 0     | factor is 10/0
            """)
    void whatCannotBeThePageIsRefused(int word, int content, String reason) {
        int[] words = page();
        words[word] = content;

        GarbledPageException refused =
                assertThrows(GarbledPageException.class, () -> new PageFormat(LOAD_2).decode(Registers.of(words)));

        assertTrue(String.valueOf(refused.getMessage()).contains(reason), refused.getMessage());
    }

    @Test
    void aRecordWithoutADateIsRefused() {
        int[] words = page();
        words[12] = 0;
        words[13] = 0;

        assertThrows(GarbledPageException.class, () -> new PageFormat(LOAD_2).decode(Registers.of(words)));
    }

    /** Whatever a profile says, rows of other kinds are not written on this way. */
    @Test
    void onlyCursorsAreWritten() {
        MemorySpec.Selection.Numbered good = (MemorySpec.Selection.Numbered) MEMORY.selection();
        MemorySpec.Selection bad = new MemorySpec.Selection.Numbered(
                Shipped.profile("B-30 RS485").register("resetHistory", "").orElseThrow(),
                0xFFFF,
                good.load(),
                good.channel());
        MemorySpec forged = new MemorySpec(
                "x", MEMORY.content(), bad, MEMORY.header(), MEMORY.item(), MEMORY.stamp(), 10, MEMORY.origin());

        assertThrows(
                IllegalArgumentException.class,
                () -> Cursor.choose(new FoundSeries(LOAD_2.series(), forged, 0, 0, 1), 1, 0, Duration.ofSeconds(1)));
    }
}
