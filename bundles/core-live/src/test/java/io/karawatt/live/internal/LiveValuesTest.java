package io.karawatt.live.internal;

import static io.karawatt.live.internal.ManualClock.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.event.Event;
import io.karawatt.live.DeviceValues;
import io.karawatt.model.Cause;
import io.karawatt.model.PointId;
import io.karawatt.model.PointKey;
import io.karawatt.model.PointSchema;
import io.karawatt.model.Reading;
import io.karawatt.model.ReadingBatch;
import io.karawatt.model.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.util.converter.Converters;

class LiveValuesTest {

    private static final PointKey U12 = PointKey.parse("0/voltageU12");
    private static final PointKey I1 = PointKey.parse("1/currentI1");

    private final ManualClock clock = new ManualClock();
    private final ProcessImage image = new ProcessImage(config(60), clock);
    private final PointSchema schema = new PointSchema("i35-9", List.of(U12, I1));

    @Test
    void aPointNeverReadIsMissingRatherThanNull() {
        assertEquals(new Value.Missing(Cause.NOT_READ), value(U12));
        assertEquals(List.of(), image.latest("i35-9"));

        image.accept(batch(NOON, 401.2));

        assertEquals(new Value.Missing(Cause.NOT_READ), value(I1));
        assertEquals(
                new Value.Missing(Cause.NOT_READ),
                image.latest(PointId.parse("i35-9/7/noSuchPoint")).value());
    }

    @Test
    void aWindowShowsTheLatestNumberOfEachPointAndWhenItCame() {
        assertTrue(image.device("i35-9").isEmpty());
        image.accept(batch(NOON, 401.2));
        DeviceValues window = image.device("i35-9").orElseThrow();
        int u12 = schema.indexOf(U12).orElseThrow();
        int i1 = schema.indexOf(I1).orElseThrow();

        assertSame(schema, window.schema());
        assertEquals(401.2, window.number(u12));
        assertEquals(NOON.toEpochMilli(), window.receivedMillis(u12));
        assertTrue(Double.isNaN(window.number(i1)));
        assertEquals(new Value.Missing(Cause.NOT_READ), window.value(i1));
        assertEquals(Long.MIN_VALUE, window.receivedMillis(i1));

        clock.move(Duration.ofSeconds(30));
        image.accept(batch(NOON.plusSeconds(30), 402.5));
        assertEquals(402.5, window.number(u12));

        clock.move(Duration.ofSeconds(61));
        assertTrue(Double.isNaN(window.number(u12)));
        assertEquals(new Value.Missing(Cause.STALE), window.value(u12));
    }

    @Test
    void aReadingIsGoodUpToTheAgeLimitAndStaleBeyondIt() {
        image.accept(batch(NOON, 401.2));

        clock.move(Duration.ofSeconds(60));
        assertEquals(new Value.Good(401.2), value(U12));
        clock.move(Duration.ofMillis(1));
        assertEquals(new Reading(id(U12), new Value.Missing(Cause.STALE), NOON), image.latest(id(U12)));
    }

    // A changed limit must not cost the values: every server would answer "not read" for a whole cycle.
    @Test
    void aChangedAgeLimitKeepsTheValues() {
        image.accept(batch(NOON, 401.2));
        clock.move(Duration.ofSeconds(61));

        image.modified(config(120));

        assertEquals(new Value.Good(401.2), value(U12));
    }

    @Test
    void anAgeLimitOutsideItsRangeIsRefusedByName() {
        String said = assertThrows(IllegalArgumentException.class, () -> new ProcessImage(config(0), clock))
                .toString();

        assertTrue(said.contains("max.age.s is 0") && said.contains("etc/io.karawatt.live.cfg"), said);
        assertThrows(IllegalArgumentException.class, () -> new ProcessImage(config(86_401), clock));
    }

    // "time-out" tells an operator more than the number of a minute ago, and more than "stale" after it.
    @Test
    void aCauseReplacesTheNumberAndDoesNotAge() {
        image.accept(batch(NOON, 401.2));
        image.accept(ReadingBatch.builder(schema, NOON.plusMillis(1), 1)
                .addMissing(0, Cause.TIMEOUT)
                .build());
        assertEquals(new Value.Missing(Cause.TIMEOUT), value(U12));

        clock.move(Duration.ofHours(1));

        assertEquals(new Value.Missing(Cause.TIMEOUT), value(U12));
    }

    // A device being moved from one line to another can answer twice; an old answer must not win.
    @Test
    void aLateOldAnswerNeitherReplacesAYoungerOneNorIsItAnnounced() {
        FakeBus bus = new FakeBus();
        image.setEvents(bus);
        image.accept(batch(NOON, 402.0));

        image.accept(batch(NOON.minusSeconds(5), 399.0));

        assertEquals(new Value.Good(402.0), value(U12));
        assertEquals(1, bus.published().size());
    }

    @Test
    void pointsOfOneDeviceMayComeInBatchesOfTheirOwn() {
        image.accept(batch(NOON.minusSeconds(2), 401.2));
        image.accept(ReadingBatch.builder(schema, NOON, 1).add(1, 12.5).build());

        assertEquals(
                List.of(
                        new Reading(id(U12), new Value.Good(401.2), NOON.minusSeconds(2)),
                        new Reading(id(I1), new Value.Good(12.5), NOON)),
                image.latest("i35-9"));
    }

    @Test
    void aNewSchemaReplacesAllThatWasKnownUnderTheOldOne() {
        image.accept(batch(NOON, 401.2));
        PointSchema other = new PointSchema("i35-9", List.of(I1));

        image.accept(ReadingBatch.builder(other, NOON, 1).add(0, 7.0).build());

        assertSame(other, image.schema("i35-9").orElseThrow());
        assertEquals(new Value.Good(7.0), value(I1));
        assertEquals(new Value.Missing(Cause.NOT_READ), value(U12));
        image.accept(batch(NOON.minusSeconds(1), 400.0));
        assertSame(other, image.schema("i35-9").orElseThrow(), "an old answer under the old schema came late");
    }

    // The operator sets the clock back: without care nothing new would be taken until the old time comes round again.
    @Test
    void afterTheClockWasSetBackNewAnswersAreTakenAndOldOnesAreStale() {
        image.accept(batch(NOON, 401.2));
        clock.move(Duration.ofHours(-1));
        assertEquals(new Value.Missing(Cause.STALE), value(U12));

        image.accept(batch(clock.instant(), 398.0));

        assertEquals(new Value.Good(398.0), value(U12));
    }

    @Test
    void aForgottenDeviceIsAsIfNeverRead() {
        image.accept(batch(NOON, 401.2));

        image.forget("i35-9");

        assertEquals(new Value.Missing(Cause.NOT_READ), value(U12));
        assertTrue(image.schema("i35-9").isEmpty());
    }

    @Test
    void eachBatchIsAnnouncedOnce() {
        FakeBus bus = new FakeBus();
        image.setEvents(bus);
        ReadingBatch batch = batch(NOON, 401.2);

        image.accept(batch);

        assertEquals(List.of(new Event.ReadingsArrived(batch)), bus.published());
    }

    // Stopping core-routes must leave the servers with fresh values.
    @Test
    void withoutAnEventBusTheImageGoesOnAndTellsAfterwardsWhatWasMissed() {
        FakeBus first = new FakeBus();
        image.setEvents(first);
        image.unsetEvents(first);
        image.accept(batch(NOON, 401.2));
        image.accept(batch(NOON, 401.3));

        FakeBus second = new FakeBus();
        image.setEvents(second);

        assertEquals(new Value.Good(401.3), value(U12));
        assertEquals(List.of(), first.published());
        assertEquals(1, second.published().size());
        assertTrue(second.published().get(0).describe().contains("2 batches"), second.published()::toString);
        assertEquals(0, image.unannounced());
    }

    // The container may hand over the new bus before it takes the old one away.
    @Test
    void theOldBusLeavingLateDoesNotTakeTheNewOneAway() {
        FakeBus first = new FakeBus();
        FakeBus second = new FakeBus();
        image.setEvents(first);
        image.setEvents(second);
        image.unsetEvents(first);

        image.accept(batch(NOON, 401.2));

        assertEquals(1, second.published().size());
    }

    @Test
    void aBusThatFailsDoesNotReachTheThreadOfTheLine() {
        FakeBus bus = new FakeBus();
        bus.breakDown();
        image.setEvents(bus);

        image.accept(batch(NOON, 401.2));

        assertEquals(new Value.Good(401.2), value(U12));
        assertEquals(1, image.unannounced());
    }

    @Test
    void moreDevicesThanAddressesAreNotTaken() {
        for (int i = 0; i < ProcessImage.MOST_DEVICES + 1; i++) {
            PointSchema one = new PointSchema("d" + i, List.of(U12));
            image.accept(ReadingBatch.builder(one, NOON, 1).add(0, i).build());
        }

        assertTrue(image.schema("d255").isPresent());
        assertTrue(image.schema("d256").isEmpty());
    }

    private ReadingBatch batch(Instant at, double volts) {
        return ReadingBatch.builder(schema, at, 2).add(0, volts).build();
    }

    private Value value(PointKey key) {
        return image.latest(id(key)).value();
    }

    private static PointId id(PointKey key) {
        return new PointId("i35-9", key);
    }

    static ProcessImageConfig config(int seconds) {
        return Converters.standardConverter()
                .convert(Map.of("max.age.s", seconds))
                .to(ProcessImageConfig.class);
    }
}
