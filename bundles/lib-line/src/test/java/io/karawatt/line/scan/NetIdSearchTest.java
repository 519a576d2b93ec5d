package io.karawatt.line.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.modbus.addressing.NetId;
import io.karawatt.modbus.addressing.Prefix;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The search of docs/reference/addressing.md on a bus of the imagination. */
class NetIdSearchTest {

    /** docs/reference/addressing.md: a device is found after at most 48 fruitless questions. */
    private static final int QUESTIONS_EACH = 48 + 1;

    private final NetIdSearch search = new NetIdSearch();
    private final Set<NetId> found = new TreeSet<>();
    private final Random random = new Random(1);
    private double deaf;
    private double spoilt;
    private int questions;

    /** Puts the questions of the search to devices, some of which hear badly, until it is done. */
    private void run(Collection<NetId> devices) {
        Set<NetId> loud = new TreeSet<>(devices);
        while (!search.done()) {
            questions++;
            Prefix prefix = search.next();
            List<NetId> answering = loud.stream()
                    .filter(prefix::matches)
                    .filter(id -> random.nextDouble() >= deaf)
                    .toList();
            boolean noise = random.nextDouble() < spoilt;
            if (answering.isEmpty() && !noise) {
                search.silence();
            } else if (answering.size() > 1 || noise) {
                search.many();
            } else {
                NetId id = answering.get(0);
                loud.remove(id);
                found.add(id);
                search.one();
            }
        }
    }

    private Set<NetId> devices(int count) {
        Set<NetId> ids = new TreeSet<>();
        while (ids.size() < count) {
            ids.add(new NetId(1 + random.nextInt(0xFFFFFE)));
        }
        return ids;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 32, 247})
    void allAreFoundInABoundedNumberOfQuestions(int count) {
        Set<NetId> ids = devices(count);
        run(ids);
        assertEquals(ids, found);
        assertFalse(search.disturbed());
        assertTrue(questions <= QUESTIONS_EACH * count + 3, () -> questions + " questions");
    }

    /** The worst case: ids that differ in their last bit, and the first and the last there are. */
    @Test
    void neighboursAreToldApart() {
        Set<NetId> ids = Set.of(new NetId(1), new NetId(2), new NetId(3), new NetId(0xFFFFFD), new NetId(0xFFFFFE));
        run(ids);
        assertEquals(new TreeSet<>(ids), found);
    }

    @Test
    void whoMissesAQuestionIsFoundLater() {
        deaf = 0.1;
        Set<NetId> ids = devices(32);
        run(ids);
        assertEquals(ids, found);
    }

    @Test
    void noiseNowAndThenCostsQuestionsOnly() {
        spoilt = 0.05;
        Set<NetId> ids = devices(32);
        run(ids);
        assertEquals(ids, found);
    }

    @Test
    void noiseAllTheTimeEndsTheSearch() {
        spoilt = 1;
        run(devices(5));
        assertTrue(search.disturbed());
        assertEquals(101, questions);
    }
}
