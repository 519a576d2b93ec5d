package io.karawatt.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StretchTest {

    @Test
    void whatFitsIsLeftAlone() {
        assertEquals(Stretch.NONE, Stretch.of(0.6, 0.2, 0.2, 1));
    }

    /** What is looked at least often gives way first. */
    @Test
    void theRareGroupGivesWayFirstThenTheSlowOneThenTheFastOne() {
        assertEquals(new Stretch(1, 1, 2), Stretch.of(0.6, 0.2, 0.4, 1));
        assertEquals(new Stretch(1, 2, 4), Stretch.of(0.6, 0.4, 0.8, 1));
        assertEquals(new Stretch(2, 4, 4), Stretch.of(1.2, 0.8, 0.8, 1));
        assertEquals(new Stretch(1.78, 1, 1), Stretch.of(1.78, 0, 0, 1));
    }

    @Test
    void theFastGroupKeepsHalfOfTheLineWhateverTheOthersAskFor() {
        Stretch stretch = Stretch.of(1, 10, 10, 1);
        assertEquals(2, stretch.fast());
        assertEquals(stretch.slow(), stretch.rare());
    }

    @Test
    void stretchedPeriodsAlwaysFit() {
        for (double fast = 0; fast < 5; fast += 0.31) {
            for (double slow = 0; slow < 9; slow += 0.47) {
                for (double rare = 0; rare < 9; rare += 0.53) {
                    for (double available = 0.1; available <= 1; available += 0.3) {
                        Stretch stretch = Stretch.of(fast, slow, rare, available);
                        double used = fast / stretch.fast() + slow / stretch.slow() + rare / stretch.rare();
                        assertTrue(used <= available + 1e-9, fast + " " + slow + " " + rare + " of " + available);
                        assertTrue(stretch.fast() >= 1 && stretch.slow() >= 1 && stretch.rare() >= 1);
                        assertTrue(slow == 0 || rare == 0 || stretch.slow() <= stretch.rare());
                    }
                }
            }
        }
    }
}
