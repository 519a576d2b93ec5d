package io.karawatt.memory.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.memory.MemoryChunk;
import io.karawatt.memory.MemoryChunk.Ending;
import io.karawatt.memory.MemoryFlag;
import io.karawatt.memory.MemoryOverview;
import io.karawatt.memory.MemoryQuery;
import io.karawatt.memory.MemoryRecord;
import io.karawatt.memory.MemoryState;
import io.karawatt.model.PointKey;
import io.karawatt.model.Registers;
import io.karawatt.topology.Installation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Reading the memories of simulated meters over a timed wire at 38,400 Bd. */
class SimulatedMeterTest {

    /** Ten weeks after the demo site was commissioned. */
    private static final Instant START = Instant.parse("2025-03-12T11:00:00Z");

    private static final String OFFICES = "i35-9";
    private static final int OFFICES_ADDRESS = 9;
    private static final PointKey POWER = PointKey.parse("1/loadCurvePPos");
    private static final Duration PERIOD = Duration.ofMinutes(10);

    private static MemoryDesk desk(PlayedLine line, String device) {
        Installation installation = line.installation(device);
        MemoryDesk desk = new MemoryDesk(() -> installation, Shipped.quantities());
        desk.bindLine(line);
        return desk;
    }

    private static MemoryQuery query(String device, Instant from, Instant to, int limit) {
        return new MemoryQuery(device, POWER, from, to, limit, Optional.empty());
    }

    private static MemoryChunk read(PlayedLine line, MemoryDesk desk, MemoryQuery query) {
        CompletableFuture<MemoryChunk> chunk = desk.read(query);
        line.run();
        return chunk.join();
    }

    private static void assertWhole(List<MemoryRecord> records, Instant first, Instant end) {
        Instant next = first;
        for (MemoryRecord record : records) {
            assertEquals(next, record.at());
            next = next.plus(PERIOD);
        }
        assertEquals(end, next);
    }

    /** The mean powers of an hour are the energy of the hour, as the meter's own index counted it. */
    @Test
    void theLoadCurveIsTheEnergyThatTheIndexCounted() {
        PlayedLine line = new PlayedLine("digiware", START);
        double before = line.value(OFFICES, "energyActivePos", "total");
        line.pass(Duration.ofHours(1));
        double energy = line.value(OFFICES, "energyActivePos", "total") - before;

        MemoryChunk hour = read(
                line,
                desk(line, OFFICES),
                query(
                        OFFICES,
                        START.plusSeconds(1),
                        START.plus(Duration.ofHours(1)).plusSeconds(1),
                        100));

        assertEquals(Ending.COMPLETE, hour.ending());
        assertEquals("W", hour.unit());
        assertWhole(hour.records(), START.plus(PERIOD), START.plus(PERIOD.multipliedBy(7)));
        double mean = hour.records().stream()
                .mapToDouble(MemoryRecord::value)
                .average()
                .orElseThrow();
        assertEquals(energy, mean, 0.02 * energy + 2);
        assertTrue(energy > 100, energy + " Wh");
    }

    /** A week at ten minutes: 1008 records. Each page of 24 costs the wire less than 0.1 s. */
    @Test
    void aWeekIsReadWholeInLittleTimeOfTheWire() {
        PlayedLine line = new PlayedLine("digiware", START);
        Instant from = START.minus(Duration.ofDays(7));

        MemoryChunk week = read(line, desk(line, OFFICES), query(OFFICES, from, START, 10_000));

        assertEquals(Ending.COMPLETE, week.ending());
        assertEquals(List.of(), week.gaps());
        assertWhole(week.records(), from, START);
        assertTrue(
                line.busy().compareTo(Duration.ofMillis(4_500)) < 0, line.busy().toString());
        Set<Double> values = week.records().stream().map(MemoryRecord::value).collect(Collectors.toSet());
        assertTrue(values.size() > 200, values.size() + " different values");
    }

    @Test
    void aPulledPlugInTheMiddleLosesNothingAndDoublesNothing() {
        PlayedLine line = new PlayedLine("digiware", START);
        MemoryDesk desk = desk(line, OFFICES);
        Instant from = START.minus(Duration.ofDays(2));
        MemoryQuery query = query(OFFICES, from, START, 10_000);
        line.pullAfter(9, OFFICES_ADDRESS);
        MemoryChunk first = read(line, desk, query);
        assertEquals(Ending.INTERRUPTED, first.ending());
        assertFalse(first.records().isEmpty());

        line.pass(Duration.ofHours(3));
        MemoryChunk still = read(line, desk, query.resume(first.more().orElseThrow()));
        assertEquals(Ending.INTERRUPTED, still.ending());
        line.control().connect(OFFICES_ADDRESS, true);
        line.pass(Duration.ofSeconds(30));
        MemoryChunk second = read(line, desk, query.resume(still.more().orElseThrow()));
        Instant now = START.plus(Duration.ofHours(3));
        MemoryChunk since = read(line, desk, query(OFFICES, START, now, 10_000));

        assertEquals(Ending.COMPLETE, second.ending(), second.reason());
        assertEquals(Ending.COMPLETE, since.ending(), since.reason());
        List<MemoryRecord> all = new ArrayList<>(second.records());
        all.addAll(first.records());
        all.addAll(since.records());
        assertWhole(all, from, now);
        assertEquals(List.of(), since.gaps(), "it recorded while it was not reachable");
    }

    /** Set back by an hour at 11:20: the times from 10:30 to 11:20 come twice, those from before are flagged. */
    @Test
    void aClockThatWasSetBackIsTold() {
        PlayedLine line = new PlayedLine("digiware", START);
        line.pass(Duration.ofMinutes(20));
        line.write(OFFICES, 57_600, Registers.of(12, 3, 2025, 10, 20, 0));
        line.pass(Duration.ofMinutes(70));
        Instant ten = START.minus(Duration.ofHours(1));

        MemoryChunk chunk =
                read(line, desk(line, OFFICES), query(OFFICES, ten, START.plus(PERIOD.multipliedBy(4)), 100));

        assertEquals(Ending.COMPLETE, chunk.ending());
        assertEquals(List.of(), chunk.gaps());
        assertEquals(9 + 7, chunk.records().size());
        assertEquals(Set.of(MemoryFlag.CLOCK_SET_BACK), chunk.records().get(8).flags());
        assertWhole(chunk.records().subList(0, 9), ten, START.plus(PERIOD.multipliedBy(3)));
        assertWhole(
                chunk.records().subList(9, 16), ten.plus(PERIOD.multipliedBy(3)), START.plus(PERIOD.multipliedBy(4)));
    }

    @Test
    void everySeriesIsListedWithItsAge() {
        PlayedLine line = new PlayedLine("digiware", START);
        CompletableFuture<MemoryOverview> overview = desk(line, OFFICES).look(OFFICES);
        line.run();

        List<MemoryState> states = overview.join().states();
        assertEquals("", overview.join().problem());
        assertEquals("loadCurve 1/loadCurvePPos", states.get(0).series().toString());
        assertTrue(states.stream().anyMatch(state -> state.series().toString().equals("trend 1/powerActiveTotal.avg")));
        for (MemoryState state : states) {
            assertEquals("", state.problem(), state.series().toString());
            assertEquals(PERIOD, state.period());
            assertTrue(state.newest().orElseThrow().isAfter(START.minus(PERIOD)));
            Duration kept = Duration.between(
                    state.oldest().orElseThrow(), state.newest().orElseThrow());
            assertEquals(
                    8783.0,
                    (double) kept.dividedBy(PERIOD),
                    10.0,
                    state.series().toString());
        }
    }

    /** Pages of a COUNTIS E44 can only be turned. */
    @Test
    void aMeterWhosePagesAreTurnedIsReadAsWell() {
        PlayedLine line = new PlayedLine("rs485", START);
        String key = line.key("E44");
        Instant from = START.minus(Duration.ofDays(1));

        MemoryChunk day = read(line, desk(line, key), query(key, from, START, 1000));

        assertEquals("", day.reason());
        assertEquals(Ending.COMPLETE, day.ending());
        assertWhole(day.records(), from, START);
    }
}
