package io.karawatt.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void aRowIsOneLineWithNumbersAlignedToTheRight() {
        Table table = Table.of("name", "value", "unit").row("i1", 9.5, "A").row("voltage", 230.123456, "V");

        assertEquals("""
                name       value  unit
                i1           9.5  A
                voltage  230.123  V
                """, table.text());
    }

    @Test
    void anEmptyTableSaysSoInWords() {
        assertEquals(
                "nothing there\n", Table.of("name").ifEmpty("nothing there").text());
    }

    // A name comes from a device: it must neither make a second row nor paint the screen.
    @Test
    void whatWouldSteerATerminalIsNotPrinted() {
        assertEquals("name\na?[2Jb?c\n", Table.of("name").row("a\u001b[2Jb\nc").text());
    }

    @Test
    void jsonHoldsAllDigitsAndTellsNothingFromEmpty() throws IOException {
        Table table = Table.of("point", "value", "time", "good")
                .row("a", 230.123456, Instant.parse("2026-03-29T12:00:00Z"), true)
                .row("b\"", null, Instant.EPOCH, false)
                .row("", Double.NaN, null, null);

        assertEquals(
                "[{\"point\":\"a\",\"value\":230.123456,\"time\":\"2026-03-29T12:00:00Z\",\"good\":true},"
                        + "{\"point\":\"b\\\"\",\"value\":null,\"time\":null,\"good\":false},"
                        + "{\"point\":\"\",\"value\":null,\"time\":null,\"good\":null}]",
                json(table));
    }

    @Test
    void aRowWithACellTooManyIsAProgrammingError() {
        assertThrows(IllegalArgumentException.class, () -> Table.of("one").row(1, 2));
    }

    @Test
    void numbersKeepTheDigitsThatMatter() {
        assertEquals("0", Cells.text(0.0));
        assertEquals("-0.00001235", Cells.text(-0.0000123456));
        assertEquals("123456789.123", Cells.text(123456789.1234));
        assertEquals("50", Cells.text(50.0));
        assertEquals("", Cells.text(Double.NaN));
    }

    @Test
    void aCardIsOneObject() throws IOException {
        Card card = new Card()
                .with("device", "i35-9")
                .with("unit", 9)
                .table("loads", Table.of("load").row(1))
                .table("alarms", Table.of("alarm"));

        assertEquals("device  i35-9\nunit    9\n\nloads\nload\n   1\n", card.text());
        assertEquals("{\"device\":\"i35-9\",\"unit\":9,\"loads\":[{\"load\":1}],\"alarms\":[]}", json(card));
    }

    private static String json(Shown shown) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            shown.json(json);
        }
        return text.toString();
    }
}
