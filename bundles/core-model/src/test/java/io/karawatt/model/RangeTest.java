package io.karawatt.model;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RangeTest {

    @Test
    void bothEndsMakeSenseAndWhatIsNoNumberDoesNot() {
        Range volts = new Range(0, 1_000_000);
        assertTrue(volts.contains(0));
        assertTrue(volts.contains(1_000_000));
        assertFalse(volts.contains(-0.01));
        assertFalse(volts.contains(1_000_000.01));
        assertFalse(volts.contains(Double.NaN));
        assertTrue(Range.ALL.contains(-1e300));
    }

    @Test
    void anEmptyRangeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Range(1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Range(Double.NaN, 0));
    }
}
