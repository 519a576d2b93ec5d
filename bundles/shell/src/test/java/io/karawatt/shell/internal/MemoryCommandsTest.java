package io.karawatt.shell.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.karawatt.memory.MemoryChunk;
import io.karawatt.memory.MemoryChunk.Ending;
import io.karawatt.memory.MemoryFlag;
import io.karawatt.memory.MemoryGap;
import io.karawatt.memory.MemoryOverview;
import io.karawatt.memory.MemoryQuery;
import io.karawatt.memory.MemoryRecord;
import io.karawatt.memory.MemorySeries;
import io.karawatt.memory.MemoryState;
import io.karawatt.memory.MemoryToken;
import io.karawatt.memory.MeterMemories;
import io.karawatt.model.PointKey;
import io.karawatt.profile.MemorySpec.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.Test;

class MemoryCommandsTest {

    private static final Instant NOON = Site.NOON;
    private static final PointKey POWER = PointKey.parse("1/loadCurvePPos");

    /** A meter with a load curve of ten minutes that ends at noon; it is interrupted after so many records. */
    private static final class Meter implements MeterMemories {

        private final int kept;
        private final int interrupted;
        private final List<MemoryQuery> queries = new ArrayList<>();

        private Meter(int kept, int interrupted) {
            this.kept = kept;
            this.interrupted = interrupted;
        }

        @Override
        public CompletableFuture<MemoryOverview> look(String device) {
            MemorySeries series = new MemorySeries("loadCurve", POWER, "W");
            MemoryState state = new MemoryState(
                    series, Duration.ofMinutes(10), Stamp.END, Optional.of(at(kept - 1)), Optional.of(NOON), "");
            return CompletableFuture.completedFuture(
                    device.equals("i35-9")
                            ? new MemoryOverview(device, List.of(state), "")
                            : new MemoryOverview(device, List.of(), "there is no device '" + device + "'"));
        }

        private static Instant at(int back) {
            return NOON.minus(Duration.ofMinutes(10L * back));
        }

        @Override
        public CompletableFuture<MemoryChunk> read(MemoryQuery query) {
            queries.add(query);
            int first = query.resume().map(MemoryToken::number).orElse(0);
            int end = Math.min(first + query.limit(), Math.min(kept, interrupted));
            List<MemoryRecord> records = new ArrayList<>();
            for (int i = end - 1; i >= first; i--) {
                records.add(new MemoryRecord(at(i), i, i == 1 ? Set.of(MemoryFlag.INCOMPLETE) : Set.of()));
            }
            Ending ending = end == kept ? Ending.COMPLETE : end == interrupted ? Ending.INTERRUPTED : Ending.MORE;
            Optional<MemoryToken> more =
                    ending == Ending.COMPLETE ? Optional.empty() : Optional.of(new MemoryToken(end, at(end - 1)));
            List<MemoryGap> gaps = ending == Ending.COMPLETE
                    ? List.of(new MemoryGap(query.from(), at(end - 1), MemoryGap.Reason.NOT_KEPT))
                    : List.of();
            return CompletableFuture.completedFuture(new MemoryChunk(
                    Duration.ofMinutes(10),
                    Stamp.END,
                    "W",
                    records,
                    gaps,
                    ending,
                    ending == Ending.INTERRUPTED ? "no answer within 120 ms" : "",
                    more));
        }
    }

    private final List<String> progress = new ArrayList<>();

    private static MemoryQuery query(String limit, String resume) throws CommandException {
        return MemoryRange.parse("2026-03-01", "2026-03-29T12:10:00Z", limit, resume, NOON)
                .query("i35-9", "1/loadCurvePPos");
    }

    private MemoryChunk read(Meter meter, String limit) throws CommandException {
        return new MemoryFetch(meter, progress::add).read(query(limit, ""));
    }

    @Test
    void whatADeviceRecordsIsListed() throws Exception {
        MemoryFetch fetch = new MemoryFetch(new Meter(7, 1000), progress::add);

        assertEquals("""
                series           memory     unit  periodS  dated  oldest                newest                problem
                1/loadCurvePPos  loadCurve  W         600  end    2026-03-29T11:00:00Z  2026-03-29T12:00:00Z
                """, MemoryView.overview(fetch.look("i35-9")).text());
        assertEquals(
                "device i35-9 keeps no records by itself\n",
                MemoryView.overview(new MemoryOverview("i35-9", List.of(), "")).text());
        assertEquals(
                "there is no device 'x'",
                assertThrows(CommandException.class, () -> fetch.look("x")).getMessage());
    }

    @Test
    void recordsAreShownWithUnitPeriodGapsAndFlags() throws Exception {
        Meter meter = new Meter(3, 1000);

        assertEquals(
                """
                device   i35-9
                series   1/loadCurvePPos
                unit     W
                periodS  600
                dated    end
                count    3
                ending   complete
                reason
                more

                gaps
                from                  to                    reason
                2026-03-01T00:00:00Z  2026-03-29T11:40:00Z  not-kept

                records
                time                  value  flags
                2026-03-29T11:40:00Z      2
                2026-03-29T11:50:00Z      1  incomplete
                2026-03-29T12:00:00Z      0
                """, MemoryView.records(query("100", ""), read(meter, "100")).text());
    }

    @Test
    void aLongRangeIsReadInPartsAndItIsToldHowFarItIs() throws Exception {
        Meter meter = new Meter(600, 1000);
        MemoryChunk all = read(meter, "1000");

        assertEquals(3, meter.queries.size());
        assertEquals(600, all.records().size());
        assertEquals(1, all.gaps().size());
        assertEquals(
                List.of(
                        "240 records so far, back to 2026-03-27T20:10:00Z",
                        "480 records so far, back to 2026-03-26T04:10:00Z"),
                progress);
        for (int i = 0; i < 600; i++) {
            assertEquals(599 - i, all.records().get(i).value());
        }
    }

    @Test
    void aLimitEndsWithATokenThatGoesOn() throws Exception {
        Meter meter = new Meter(600, 1000);
        MemoryChunk newest = read(meter, "300");
        String token = newest.more().orElseThrow().toString();
        MemoryChunk rest = new MemoryFetch(meter, progress::add).read(query("1000", token));

        assertEquals(300, newest.records().size());
        assertEquals(300, rest.records().size());
        assertEquals(Ending.COMPLETE, rest.ending());
        assertEquals(300, rest.records().get(299).value());
    }

    @Test
    void anInterruptionKeepsWhatWasRead() throws Exception {
        MemoryChunk some = read(new Meter(600, 250), "1000");

        assertEquals(Ending.INTERRUPTED, some.ending());
        assertEquals(250, some.records().size());
        assertEquals("no answer within 120 ms", some.reason());
        assertTrue(some.more().isPresent());
        CommandException nothing = assertThrows(CommandException.class, () -> read(new Meter(600, 0), "1000"));
        assertEquals("no answer within 120 ms", nothing.getMessage());
    }

    @Test
    void whatIsNotTypedIsTheLastDay() throws Exception {
        MemoryRange range = MemoryRange.parse("", "", "1000", "", NOON);

        assertEquals(NOON.minus(Duration.ofDays(1)), range.from());
        assertEquals(NOON, range.to());
    }

    @Test
    void aWrongWordIsNamed() {
        assertEquals(
                "--from: 'yesterday' is not a time: write it like 2026-03-01T10:00:00Z, or 2026-03-01 for midnight (UTC)",
                refusal("yesterday", "", "1", ""));
        assertEquals(
                "the range from 2026-03-30T00:00:00Z to 2026-03-29T12:00:00Z is empty: --from must be earlier than --to",
                refusal("2026-03-30", "", "1", ""));
        assertEquals("--limit: '0' is not a number from 1 to 10000", refusal("", "", "0", ""));
        assertEquals("--resume: 'x' is no token; write NUMBER@INSTANT", refusal("", "", "1", "x"));
    }

    private static String refusal(String from, String to, String limit, String resume) {
        return String.valueOf(
                assertThrows(CommandException.class, () -> MemoryRange.parse(from, to, limit, resume, NOON))
                        .getMessage());
    }
}
