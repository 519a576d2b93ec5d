package io.karawatt.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointNamesTest {

    // Points are typed in the console, stored in exports and shown on pages: what is shown must be readable again.
    @ParameterizedTest
    @ValueSource(
            strings = {"i35-9/1/currentI1", "u30-3/0/voltageU12.avg", "e44/2/energyActivePos.total", "x/999/a-b_c"})
    void whatIsShownCanBeReadAgain(String text) {
        assertEquals(text, PointId.parse(text).toString());
    }

    @Test
    void withoutAStatisticTheValueOfThisMomentIsMeant() {
        assertEquals(new PointKey(1, "currentI1", "inst"), PointKey.parse("1/currentI1"));
        assertEquals(PointKey.parse("1/currentI1"), PointKey.parse("1/currentI1.inst"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "i35-9",
                "/1/currentI1",
                "i35-9/1",
                "i35-9/1/",
                "i35-9/x/currentI1",
                "i35-9/1000/currentI1",
                "i35-9/-1/currentI1",
                "i35-9/1/current I1",
                "i35-9/1/currentI1.",
                "i35-9/1/.avg",
                "i35-9/1/a/b",
                "i35-9/1/ü"
            })
    void anythingElseIsRefusedWithTheTextThatWasWrong(String text) {
        String said = assertThrows(IllegalArgumentException.class, () -> PointId.parse(text))
                .toString();

        assertTrue(said.contains("'") || said.contains("instance"), said);
    }
}
