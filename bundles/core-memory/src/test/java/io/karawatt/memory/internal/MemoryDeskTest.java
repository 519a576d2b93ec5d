package io.karawatt.memory.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.bus.BusRequest;
import io.karawatt.bus.Urgency;
import io.karawatt.memory.MemoryChunk;
import io.karawatt.memory.MemoryChunk.Ending;
import io.karawatt.memory.MemoryFlag;
import io.karawatt.memory.MemoryGap;
import io.karawatt.memory.MemoryOverview;
import io.karawatt.memory.MemoryQuery;
import io.karawatt.memory.MemoryRecord;
import io.karawatt.memory.MemoryState;
import io.karawatt.memory.MemoryToken;
import io.karawatt.model.PointKey;
import io.karawatt.profile.DeviceProfile;
import io.karawatt.topology.Device;
import io.karawatt.topology.DevicePoints;
import io.karawatt.topology.Installation;
import io.karawatt.topology.InstalledDevice;
import io.karawatt.topology.Load;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Reading the load curve of a DIRIS B-30 by time, through all that can befall it. */
class MemoryDeskTest {

    private static final Instant MONDAY = Instant.parse("2026-03-09T00:00:00Z");
    private static final PointKey P = PointKey.parse("1/loadCurvePPos");
    private static final int THREE_DAYS = 3 * 144;

    private static Instant minutes(long minutes) {
        return MONDAY.plus(Duration.ofMinutes(minutes));
    }

    private static MemoryDesk desk(FakeMeter meter) {
        DeviceProfile profile = Shipped.profile("B-30 RS485");
        Device device = new Device(
                "b30", "B-30", "B-30 RS485", "rs485", 5, 5, "", "", List.of(new Load(1, "Hall", "3P+N-3CT")));
        InstalledDevice installed = new InstalledDevice(device, profile, DevicePoints.schema(profile, device));
        Installation installation = new Installation(List.of(device), Map.of("b30", installed));
        MemoryDesk desk = new MemoryDesk(() -> installation, Shipped.quantities());
        desk.bindLine(meter);
        return desk;
    }

    private static FakeMeter threeDays() {
        FakeMeter meter = new FakeMeter(8784, 65_400);
        meter.recordFrom(minutes(10), THREE_DAYS);
        return meter;
    }

    private static MemoryQuery query(Instant from, Instant to, int limit) {
        return new MemoryQuery("b30", P, from, to, limit, Optional.empty());
    }

    private static MemoryChunk read(FakeMeter meter, MemoryDesk desk, MemoryQuery query) {
        CompletableFuture<MemoryChunk> chunk = desk.read(query);
        meter.run();
        return chunk.join();
    }

    /** Asserts that there is one record each ten minutes with its own value, nothing lost, nothing doubled. */
    private static void assertWhole(List<MemoryRecord> records, Instant first, int count) {
        assertEquals(count, records.size());
        for (int i = 0; i < count; i++) {
            Instant at = first.plus(Duration.ofMinutes(10L * i));
            assertEquals(new MemoryRecord(at, FakeMeter.value(at), Set.of()), records.get(i));
        }
    }

    @Test
    void recordsOfDaysAreReadByTime() {
        FakeMeter meter = threeDays();

        MemoryChunk day = read(meter, desk(meter), query(minutes(1440), minutes(2880), 1000));

        assertEquals(Ending.COMPLETE, day.ending());
        assertEquals(Duration.ofMinutes(10), day.period());
        assertEquals(List.of(), day.gaps());
        assertWhole(day.records(), minutes(1440), 144);
    }

    /** Numbers wrap from 65534 to 0 within these three days. */
    @Test
    void aChunkEndsAtItsLimitAndTheNextGoesOn() {
        FakeMeter meter = threeDays();
        MemoryDesk desk = desk(meter);
        MemoryQuery query = query(minutes(0), minutes(10_000), 100);
        List<MemoryRecord> all = new ArrayList<>();
        MemoryChunk chunk = read(meter, desk, query);
        int afterFirst = meter.requests().size();
        while (chunk.ending() == Ending.MORE) {
            all.addAll(0, chunk.records());
            // The token survives being stored.
            MemoryToken token = MemoryToken.parse(chunk.more().orElseThrow().toString());
            chunk = read(meter, desk, query.resume(token));
        }
        all.addAll(0, chunk.records());

        assertEquals(Ending.COMPLETE, chunk.ending());
        assertWhole(all, minutes(10), THREE_DAYS);
        assertTrue(meter.requests().size() < 6 * afterFirst, "going on does not begin anew");
    }

    @Test
    void anInterruptionLosesNothingAndDoublesNothing() {
        FakeMeter meter = threeDays();
        MemoryDesk desk = desk(meter);
        MemoryQuery query = query(minutes(0), minutes(10_000), 1000);
        meter.silentAfter(15);
        MemoryChunk first = read(meter, desk, query);
        assertEquals(Ending.INTERRUPTED, first.ending());
        assertTrue(first.reason().contains("no answer within 120 ms"), first.reason());
        assertFalse(first.records().isEmpty());

        meter.silentAfter(Integer.MAX_VALUE);
        meter.recordFrom(minutes(10 + 10L * THREE_DAYS), 5);
        MemoryChunk second = read(meter, desk, query.resume(first.more().orElseThrow()));
        MemoryChunk since = read(meter, desk, query(minutes(10 + 10L * THREE_DAYS), minutes(10_000), 1000));

        assertEquals(Ending.COMPLETE, second.ending());
        List<MemoryRecord> all = new ArrayList<>(second.records());
        all.addAll(first.records());
        all.addAll(since.records());
        assertWhole(all, minutes(10), THREE_DAYS + 5);
    }

    @Test
    void whatTheRingLostIsToldAsAGap() {
        FakeMeter meter = new FakeMeter(100, 0);
        meter.recordFrom(minutes(10), THREE_DAYS);

        MemoryChunk chunk = read(meter, desk(meter), query(minutes(0), minutes(10_000), 1000));

        Instant oldest = minutes(10L * (THREE_DAYS - 99));
        assertEquals(Ending.COMPLETE, chunk.ending());
        assertWhole(chunk.records(), oldest, 100);
        assertEquals(List.of(new MemoryGap(minutes(0), oldest, MemoryGap.Reason.NOT_KEPT)), chunk.gaps());
    }

    /** A fast meter with a small memory: while a page is read, now and then 20 of the oldest records go. */
    @Test
    void aRingThatIsOverwrittenWhileItIsReadGivesWhatItStillHolds() {
        FakeMeter meter = new FakeMeter(100, 0);
        meter.recordFrom(minutes(10), 100);
        int[] reads = {0};
        meter.onRead(count -> {
            if (++reads[0] % 3 == 0) {
                meter.recordFrom(minutes(1010 + 200L * (reads[0] / 3 - 1)), 20);
            }
        });

        MemoryChunk chunk = read(meter, desk(meter), query(minutes(0), minutes(1010), 1000));

        assertEquals(Ending.COMPLETE, chunk.ending(), chunk.reason());
        assertTrue(chunk.records().size() > 30 && chunk.records().size() < 100, "some were lost");
        Instant oldest = chunk.records().get(0).at();
        int count = chunk.records().size();
        assertWhole(chunk.records(), oldest, count);
        assertEquals(minutes(1000), chunk.records().get(count - 1).at(), "what was there at the beginning");
        assertEquals(List.of(new MemoryGap(minutes(0), oldest, MemoryGap.Reason.NOT_KEPT)), chunk.gaps());
    }

    @Test
    void timeWithoutRecordsIsToldAsAGap() {
        FakeMeter meter = new FakeMeter(8784, 0);
        meter.recordFrom(minutes(10), 30);
        meter.recordFrom(minutes(600), 30);

        MemoryChunk chunk = read(meter, desk(meter), query(minutes(10), minutes(10_000), 1000));

        assertEquals(60, chunk.records().size());
        assertEquals(List.of(new MemoryGap(minutes(310), minutes(600), MemoryGap.Reason.NOT_RECORDED)), chunk.gaps());
    }

    @Test
    void aTokenOutlivesAReset() {
        FakeMeter meter = threeDays();
        MemoryDesk desk = desk(meter);
        MemoryQuery query = query(minutes(0), minutes(10_000), 100);
        MemoryChunk first = read(meter, desk, query);
        meter.reset();
        meter.recordFrom(minutes(10 + 10L * THREE_DAYS), 10);

        MemoryChunk second = read(meter, desk, query.resume(first.more().orElseThrow()));

        assertEquals(Ending.COMPLETE, second.ending());
        assertEquals(List.of(), second.records(), "what is kept now was not asked for");
        assertEquals(MemoryGap.Reason.NOT_KEPT, second.gaps().get(0).reason());
        assertEquals(first.records().get(0).at(), second.gaps().get(0).to());
    }

    @Test
    void aClockSetBackIsFlagged() {
        FakeMeter meter = new FakeMeter(8784, 0);
        meter.recordFrom(minutes(10), 12);
        meter.recordFrom(minutes(70), 12);

        MemoryChunk chunk = read(meter, desk(meter), query(minutes(10), minutes(10_000), 1000));

        assertEquals(Ending.COMPLETE, chunk.ending());
        assertEquals(24, chunk.records().size());
        assertEquals(Set.of(MemoryFlag.CLOCK_SET_BACK), chunk.records().get(11).flags());
        assertEquals(Set.of(), chunk.records().get(12).flags());
    }

    @Test
    void recordsWithoutATimeDoNotEndTheSearch() {
        FakeMeter meter = new FakeMeter(8784, 0);
        meter.recordFrom(minutes(10), 12);
        meter.record(Instant.parse("2000-01-01T00:10:00Z"), 7, 2);
        meter.recordFrom(minutes(140), 12);

        MemoryChunk chunk = read(meter, desk(meter), query(minutes(10), minutes(10_000), 1000));

        assertEquals(24, chunk.records().size());
        assertEquals(List.of(new MemoryGap(minutes(130), minutes(140), MemoryGap.Reason.NOT_RECORDED)), chunk.gaps());
    }

    @Test
    void anotherMasterThatMovesTheCursorIsFoundOut() {
        FakeMeter meter = threeDays();
        int[] times = {0};
        meter.onRead(count -> {
            if (times[0]++ % 4 == 2) {
                meter.chooseElsewhere(65_500);
            }
        });

        MemoryChunk chunk = read(meter, desk(meter), query(minutes(0), minutes(10_000), 1000));

        assertEquals(Ending.COMPLETE, chunk.ending());
        assertWhole(chunk.records(), minutes(10), THREE_DAYS);
    }

    @Test
    void oneThatNeverStopsIsGivenUpInBounds() {
        FakeMeter meter = threeDays();
        meter.onRead(count -> meter.chooseElsewhere(count % 2 == 0 ? 65_500 : 65_450));

        MemoryChunk chunk = read(meter, desk(meter), query(minutes(0), minutes(10_000), 1000));

        assertEquals(Ending.INTERRUPTED, chunk.ending());
        assertTrue(chunk.reason().contains("another master"), chunk.reason());
        assertTrue(meter.requests().size() < 20, meter.requests().size() + " requests");
    }

    @Test
    void aDeviceThatLiesIsBounded() {
        FakeMeter counts = threeDays();
        counts.garble(words -> {
            words[1] = 60_000;
            return words;
        });
        MemoryChunk refused = read(counts, desk(counts), query(minutes(0), minutes(10_000), 1000));
        assertEquals(Ending.INTERRUPTED, refused.ending());
        assertTrue(refused.reason().contains("counts 60000 records"), refused.reason());
        assertTrue(counts.requests().size() < 20);

        FakeMeter endless = new FakeMeter(65_000, 0);
        endless.recordFrom(minutes(10), 9_500);
        MemoryChunk ended = read(endless, desk(endless), query(minutes(0), minutes(100_000), 10_000));
        assertEquals(Ending.UNUSABLE, ended.ending());
        assertTrue(ended.reason().contains("more than the 8784 records"), ended.reason());
    }

    @Test
    void nothingButCursorsIsWrittenAndAllInTheBackground() {
        FakeMeter meter = threeDays();
        MemoryDesk desk = desk(meter);
        read(meter, desk, query(minutes(0), minutes(10_000), 1000));
        CompletableFuture<MemoryOverview> overview = desk.look("b30");
        meter.run();
        overview.join();

        assertEquals(Set.of(Urgency.BACKGROUND), Set.copyOf(meter.urgencies()));
        assertEquals(1, meter.mostAtOnce());
        for (BusRequest request : meter.requests()) {
            if (request instanceof BusRequest.Write write) {
                assertEquals(34912, write.address());
                assertEquals(3, write.values().size());
            }
        }
    }

    @Test
    void oneReaderADeviceAndNotTooManyInLine() {
        FakeMeter meter = threeDays();
        MemoryDesk desk = desk(meter);
        List<CompletableFuture<MemoryChunk>> chunks = new ArrayList<>();
        for (int i = 0; i < DeviceQueue.MOST_WAITING + 2; i++) {
            chunks.add(desk.read(query(minutes(2000), minutes(3000), 10)));
        }

        assertEquals(1, meter.requests().size());
        MemoryChunk crowded = chunks.get(chunks.size() - 1).join();
        assertEquals(Ending.INTERRUPTED, crowded.ending());
        assertTrue(crowded.reason().contains("too many"), crowded.reason());
        meter.run();
        assertEquals(1, meter.mostAtOnce());
        chunks.subList(0, chunks.size() - 1)
                .forEach(chunk -> assertEquals(10, chunk.join().records().size()));
    }

    @Test
    void whoCallsOffGivesTheDeviceFree() {
        FakeMeter meter = threeDays();
        MemoryDesk desk = desk(meter);
        CompletableFuture<MemoryChunk> first = desk.read(query(minutes(0), minutes(10_000), 1000));
        CompletableFuture<MemoryChunk> second = desk.read(query(minutes(2000), minutes(3000), 10));
        meter.runOne();
        first.cancel(false);
        meter.run();

        assertEquals(10, second.join().records().size());
        assertTrue(meter.requests().size() < 20, meter.requests().size() + " requests");
    }

    /** A fault of the program ends the work that met it and nobody else's. */
    @Test
    void whoFailsGivesTheDeviceFree() {
        FakeMeter meter = threeDays();
        MemoryDesk desk = desk(meter);
        meter.garble(words -> {
            throw new IllegalStateException("broken");
        });
        CompletableFuture<MemoryChunk> first = desk.read(query(minutes(0), minutes(10_000), 1000));
        CompletableFuture<MemoryChunk> second = desk.read(query(minutes(2000), minutes(3000), 10));
        meter.run();

        assertEquals(Ending.INTERRUPTED, first.join().ending());
        assertTrue(first.join().reason().contains("broken"), first.join().reason());
        assertEquals(10, second.join().records().size());
    }

    @Test
    void whatIsThereIsListed() {
        FakeMeter meter = threeDays();
        CompletableFuture<MemoryOverview> overview = desk(meter).look("b30");
        meter.run();

        MemoryState curve = overview.join().states().get(0);
        assertEquals("loadCurve 1/loadCurvePPos", curve.series().toString());
        assertEquals("W", curve.series().unit());
        assertEquals(Duration.ofMinutes(10), curve.period());
        assertEquals(Optional.of(minutes(10)), curve.oldest());
        assertEquals(Optional.of(minutes(10L * THREE_DAYS)), curve.newest());
        assertTrue(meter.requests().size() < 80, meter.requests().size() + " requests");
    }

    @Test
    void whatIsNotThereIsSaid() {
        FakeMeter meter = threeDays();
        MemoryChunk chunk = read(
                meter,
                desk(meter),
                new MemoryQuery("b30", PointKey.parse("2/voltageV1"), minutes(0), minutes(1), 1, Optional.empty()));
        assertEquals(Ending.UNUSABLE, chunk.ending());
        assertTrue(chunk.reason().contains("it records 1/loadCurvePPos"), chunk.reason());
        MemoryOverview unknown = desk(meter).look("nobody").join();
        assertTrue(unknown.problem().contains("'nobody'"), unknown.problem());
    }
}
