package io.karawatt.simulator.internal.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.simulator.internal.DemoSite;
import java.io.IOException;
import java.io.StringReader;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SiteReaderTest {

    private static final String GOOD = """
            site: Test
            seed: 7
            lines:
              - {name: bus, kind: digiware, baud: 38400}
              - {name: field, kind: rs485, baud: 9600, format: 8E1}
            devices:
              - {address: 3, reference: U-30, line: bus}
              - address: 9
                reference: I-35
                line: bus
                loads:
                  - {number: 1, name: PCs, type: 3P+N-3CT, class: it, nominal.A: 20}
            calendar:
              - {at: "10:15:00", phases: [2], level.percent: 78, duration.ms: 180}
            """;

    private static final SiteReader READER = new SiteReader(DemoSite.profiles()::find);

    private static Site read(String text) throws SiteFileException, IOException {
        return READER.read("test.yaml", new StringReader(text));
    }

    @Test
    void aGoodFileIsRead() throws Exception {
        Site site = read(GOOD);

        assertEquals(7, site.seed());
        assertEquals("i35-9", site.devices().get(1).key());
        assertEquals(20 * 3 * 230 * 0.95, site.devices().get(1).loads().get(0).watts(), 1e-6);
        assertEquals("8E1", site.line("field").orElseThrow().format());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "seed: 7|seeed: 7|test.yaml:2: unknown key 'seeed'",
                "seed: 7|seed: many|test.yaml:2: 'many' is not a whole number",
                "address: 9|address: 3|test.yaml:8: two devices on address 3 (the other in line 7)",
                "address: 9|address: 248|test.yaml:8: 248 is outside the range; address goes from 1 to 247",
                "reference: U-30|reference: U-99|test.yaml:7: no device profile has the reference 'U-99'",
                "class: it|class: its|test.yaml:12: 'its' is no class; write one of ",
                "type: 3P+N-3CT|type: 5P|test.yaml:12: '5P' is no type; write one of ",
                "U-30, line: bus|U-30, line: bos|test.yaml:7: there is no line 'bos'",
                "U-30, line: bus|U-30, line: field|test.yaml:7: U-30 does not hang on a line of kind rs485",
                "kind: digiware|kind: can|test.yaml:4: 'can' is no kind; write one of ",
                "format: 8E1|format: 7E1|test.yaml:5: Modbus RTU needs 8 data bits",
                "number: 1|number: 9|test.yaml:12: 9 is outside the range; number goes from 1 to 3",
                "nominal.A: 20|phase: 1|test.yaml:12: give either nominal.kW or nominal.A",
                "level.percent: 78|level.percent: 780|test.yaml:14: 780 is outside the range",
                "site: Test|site: Test: again|test.yaml:1: is not YAML",
                "seed: 7|site: Twice|test.yaml:2: 'site' is given twice",
            })
    void aFaultIsRefusedWithFileLineAndReason(String good, String bad, String message) {
        String text = GOOD.replace(good, bad);
        assertTrue(!text.equals(GOOD), "nothing replaced");

        SiteFileException fault = assertThrows(SiteFileException.class, () -> read(text));
        assertTrue(String.valueOf(fault.getMessage()).startsWith(message), fault.getMessage());
    }

    @Test
    void aFileWithoutDevicesIsRefused() {
        assertThrows(SiteFileException.class, () -> read("site: Empty\n"));
        assertThrows(SiteFileException.class, () -> read(""));
        assertThrows(SiteFileException.class, () -> read("- a\n- list\n"));
    }

    /** A composer that works recursively would run out of stack on it. */
    @Test
    void aFileOfNothingButListMarkersIsRefused() {
        SiteFileException fault = assertThrows(SiteFileException.class, () -> read("- ".repeat(100_000) + "a"));
        assertTrue(
                String.valueOf(fault.getMessage()).startsWith("test.yaml:1: is nested deeper than"),
                fault.getMessage());
    }

    /** Whatever comes, it is read or refused in words; a seeded walk over damaged files. */
    @Test
    void damagedFilesNeverBreakTheReader() throws Exception {
        Random random = new Random(42);
        int refused = 0;
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder(GOOD);
            for (int k = 0; k < 3; k++) {
                text.setCharAt(random.nextInt(text.length()), (char) (32 + random.nextInt(95)));
            }
            try {
                read(text.toString());
            } catch (SiteFileException e) {
                refused++;
            }
        }
        assertTrue(refused > 500, "refused " + refused);
    }
}
