package io.karawatt.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ReadingBatchTest {

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");
    private static final PointKey U12 = PointKey.parse("0/voltageU12");
    private static final PointKey I1 = PointKey.parse("1/currentI1");
    private static final PointKey I2 = PointKey.parse("1/currentI2");

    private final PointSchema schema = new PointSchema("i35-9", List.of(U12, I1, I2));

    @Test
    void aPointIsNumberedOnceInTheOrderGiven() {
        PointSchema twice = new PointSchema("i35-9", List.of(I1, U12, I1));

        assertEquals(List.of(I1, U12), twice.keys());
        assertEquals(OptionalInt.of(1), twice.indexOf(U12));
        assertEquals(OptionalInt.empty(), twice.indexOf(I2));
    }

    @Test
    void aSchemaDoesNotChangeWithTheListItWasMadeFrom() {
        List<PointKey> keys = new ArrayList<>(List.of(I1));
        PointSchema made = new PointSchema("i35-9", keys);

        keys.add(I2);

        assertEquals(1, made.size());
    }

    @Test
    void aBatchHoldsNumbersAndCausesByPoint() {
        ReadingBatch batch = ReadingBatch.builder(schema, NOON, 3)
                .add(0, 401.2)
                .addMissing(2, Cause.NOT_AVAILABLE)
                .build();

        assertEquals(2, batch.size());
        assertEquals(1, batch.positionOf(2));
        assertTrue(batch.positionOf(1) < 0);
        assertTrue(Double.isNaN(batch.number(1)));
        assertEquals(
                List.of(
                        new Reading(new PointId("i35-9", U12), new Value.Good(401.2), NOON),
                        new Reading(new PointId("i35-9", I2), new Value.Missing(Cause.NOT_AVAILABLE), NOON)),
                batch.readings());
    }

    // A float register can hold NaN or infinity; neither may reach a page or a sum as a number.
    @Test
    void aNumberThatIsNotFiniteBecomesUnreadable() {
        for (double number : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            ReadingBatch batch =
                    ReadingBatch.builder(schema, NOON, 1).add(0, number).build();
            assertEquals(new Value.Missing(Cause.UNREADABLE), batch.value(0));
            assertThrows(IllegalArgumentException.class, () -> new Value.Good(number));
        }
    }

    @Test
    void whatWasBuiltDoesNotChangeWhenTheBuilderGoesOn() {
        ReadingBatch.Builder builder = ReadingBatch.builder(schema, NOON, 3).add(0, 1);
        ReadingBatch first = builder.build();

        builder.add(1, 2);

        assertEquals(1, first.size());
    }

    @Test
    void pointsOutOfOrderOrUnknownAreRefused() {
        ReadingBatch.Builder builder = ReadingBatch.builder(schema, NOON, 9).add(1, 1);

        assertThrows(IllegalArgumentException.class, () -> builder.add(1, 1));
        assertThrows(IllegalArgumentException.class, () -> builder.add(0, 1));
        assertThrows(IllegalArgumentException.class, () -> builder.add(3, 1));
        assertThrows(IllegalArgumentException.class, () -> builder.addMissing(-1, Cause.TIMEOUT));
    }

    // The codes are stored and sent; a new cause must not move an old one.
    @Test
    void theCodesOfTheCausesStayAsPublished() {
        List<Cause> published = List.of(
                Cause.NOT_READ,
                Cause.TIMEOUT,
                Cause.NOT_AVAILABLE,
                Cause.STALE,
                Cause.REFUSED,
                Cause.UNREADABLE,
                Cause.LINE_DOWN,
                Cause.IMPLAUSIBLE);
        for (int code = 0; code < published.size(); code++) {
            assertEquals(code, published.get(code).code());
            assertEquals(published.get(code), Cause.of(code));
        }
        assertThrows(IllegalArgumentException.class, () -> Cause.of(Cause.values().length));
        assertThrows(IllegalArgumentException.class, () -> Cause.of(-1));
    }
}
