package io.karawatt.journal.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.access.AccessRequest;
import io.karawatt.event.Event;
import io.karawatt.event.Event.AccessRefused;
import io.karawatt.event.Event.CounterBreak;
import io.karawatt.event.Event.CounterBroke;
import io.karawatt.event.Event.GatewayNotice;
import io.karawatt.event.Event.LineChanged;
import io.karawatt.event.Event.ReadingsArrived;
import io.karawatt.event.Event.Severity;
import io.karawatt.event.Event.TopologyChanged;
import io.karawatt.event.Topic;
import io.karawatt.journal.JournalEntry;
import io.karawatt.model.PointId;
import io.karawatt.model.PointKey;
import io.karawatt.model.PointSchema;
import io.karawatt.model.ReadingBatch;
import io.karawatt.routes.EventSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.util.converter.Converters;

class LogbookTest {

    private static final Instant NOON = Instant.parse("2026-03-29T12:00:00Z");

    @TempDir
    private Path data;

    private Logbook logbook;

    @BeforeEach
    void open() {
        logbook = new Logbook(config(10), data, InstantSource.fixed(NOON));
    }

    @AfterEach
    void close() {
        logbook.close();
    }

    @Test
    void entriesComeBackNewestLast() {
        logbook.keep(notice(1));
        logbook.keep(notice(2));
        logbook.keep(notice(3));

        assertEquals(List.of(entry(2), entry(3)), logbook.latest(2));
        assertEquals(3, logbook.latest(100).size());
    }

    @Test
    void theOldestEntryMakesRoomForTheNewest() {
        for (int i = 1; i <= 25; i++) {
            logbook.keep(notice(i));
        }

        assertEquals(10, logbook.latest(100).size());
        assertEquals(entry(16), logbook.latest(100).get(0));
    }

    // A new configuration must not cost what happened before.
    @Test
    void aSmallerRingKeepsTheNewestEntries() {
        logbook.changed(config(30));
        for (int i = 1; i <= 25; i++) {
            logbook.keep(notice(i));
        }

        logbook.changed(config(10));

        assertEquals(entry(16), logbook.latest(100).get(0));
    }

    @Test
    void aSizeOutsideItsRangeIsRefusedWithKeyAndLimits() {
        Exception refused = assertThrows(IllegalArgumentException.class, () -> logbook.changed(config(9)));

        assertEquals("io.karawatt.journal: entries 9 is outside 10..100000", refused.getMessage());
    }

    // A client chooses its own name: it must not be able to write entries of others.
    @Test
    void aLineBreakFromOutsideMakesNoSecondEntry() throws IOException {
        AccessRequest request = new AccessRequest(
                "modbus-tcp",
                "eve\n2026-03-29T12:00:00Z access allowed",
                "\u202Emoc",
                AccessRequest.Operation.WRITE,
                "x");

        logbook.keep(new AccessRefused(request, "no\r\nwriting", NOON));

        assertEquals(
                List.of("2026-03-29T12:00:00Z access refused: write x by eve\uFFFD2026-03-29T12:00:00Z access allowed"
                        + " from \uFFFDmoc over modbus-tcp: no\uFFFD\uFFFDwriting"),
                Files.readAllLines(data.resolve("journal/journal.log")));
    }

    @Test
    void aTextWithoutEndIsCut() {
        logbook.keep(new TopologyChanged("x".repeat(1_000_000), NOON));

        assertEquals(EntryText.MAX_LENGTH + 1, logbook.latest(1).get(0).text().length());
    }

    @Test
    void whatIsBadIsSaidToBeBad() {
        logbook.keep(new GatewayNotice(Severity.ERROR, "disk", "full", NOON));

        assertEquals("error: disk: full", logbook.latest(1).get(0).text());
    }

    @Test
    void theRoutesKeepEveryTopicOfTheLogbook() throws Exception {
        Map<Topic, String> uris = new EnumMap<>(Topic.class);
        logbook.topics().forEach(topic -> uris.put(topic, "direct:" + topic));
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(logbook.routes(new EventSources(uris)));
            camel.start();

            camel.createProducerTemplate().sendBody("direct:BUS", new LineChanged("rs485", true, "", NOON));
            camel.createProducerTemplate().sendBody("direct:SYSTEM", notice(1));
        }

        assertEquals(List.of(new JournalEntry(NOON, "bus", "line rs485 is up"), entry(1)), logbook.latest(10));
        assertTrue(logbook.topics().containsAll(Set.of(Topic.ACCESS, Topic.CHANGES)));
    }

    @Test
    void manyCountersThatWentBackTogetherAreOneEntry() {
        List<PointKey> keys = List.of(
                PointKey.parse("1/energyActivePos.total"),
                PointKey.parse("1/energyActiveNeg.total"),
                PointKey.parse("1/energyReactivePos.total"),
                PointKey.parse("1/energyReactiveNeg.total"));
        keys.forEach(key -> logbook.keep(
                new CounterBroke(new PointId("i35-9", key), CounterBreak.REPLACED, 5000, 9000, "Wh", NOON)));
        logbook.keep(new ReadingsArrived(ReadingBatch.builder(new PointSchema("i35-9", keys), NOON, 1)
                .add(0, 9000)
                .build()));

        assertEquals(
                List.of("4 counters of i35-9 are not what they were; the first: i35-9/1/energyActivePos.total belongs"
                        + " to another meter now: was 5000 Wh, is 9000 Wh"),
                logbook.latest(10).stream().map(JournalEntry::text).toList());
    }

    // Counters that went back travel among the readings, in order with them; only they are for people.
    @Test
    void ofTheReadingsOnlyCountersThatWentBackAreKept() throws Exception {
        PointSchema schema = new PointSchema("i35-9", List.of(PointKey.parse("1/energyActivePos.total")));
        Event batch = new ReadingsArrived(
                ReadingBatch.builder(schema, NOON, 1).add(0, 7).build());
        Event broke = new CounterBroke(
                PointId.parse("i35-9/1/energyActivePos.total"), CounterBreak.RESET, 5000, 7, "Wh", NOON);
        Map<Topic, String> uris = new EnumMap<>(Topic.class);
        logbook.topics().forEach(topic -> uris.put(topic, "direct:" + topic));
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(logbook.routes(new EventSources(uris)));
            camel.start();

            camel.createProducerTemplate().sendBody("direct:READINGS", broke);
            camel.createProducerTemplate().sendBody("direct:READINGS", batch);
        }

        assertEquals(
                List.of(new JournalEntry(
                        NOON, "readings", "i35-9/1/energyActivePos.total was set back: was 5000 Wh, is 7 Wh")),
                logbook.latest(10));
    }

    private static Event notice(int number) {
        return new GatewayNotice(Severity.INFO, "test", Integer.toString(number), NOON);
    }

    private static JournalEntry entry(int number) {
        return new JournalEntry(NOON, "system", "test: " + number);
    }

    private static LogbookConfig config(int entries) {
        return Converters.standardConverter()
                .convert(Map.of("entries", entries))
                .to(LogbookConfig.class);
    }
}
