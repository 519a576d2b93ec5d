package io.karawatt.memory.internal;

import io.karawatt.memory.MemoryChunk;
import io.karawatt.memory.MemoryChunk.Ending;
import io.karawatt.memory.MemoryFlag;
import io.karawatt.memory.MemoryGap;
import io.karawatt.memory.MemoryQuery;
import io.karawatt.memory.MemoryRecord;
import io.karawatt.memory.MemoryToken;
import io.karawatt.profile.MemorySpec;
import io.karawatt.profile.MemorySpec.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Goes back through a memory page by page and keeps the records of a query. When the number where it should go on no
 * longer stands for the record before, or pages that can only be turned do not join, it begins again with the newest
 * page and leaves out what it has by date; three times at most.
 */
final class Walk {

    private static final int RESTARTS = 3;

    private final PageReader reader;
    private final MemorySpec spec;
    private final MemoryQuery query;
    private final List<MemoryRecord> records = new ArrayList<>();
    private final List<MemoryGap> gaps = new ArrayList<>();
    private Duration period = Duration.ZERO;
    private final Instant ceiling;
    private Instant upper;
    private int number;
    private boolean resumed;
    private @Nullable Instant after;
    private @Nullable Instant seam;
    private @Nullable Instant doubtful;
    private int looked;
    private int restarts;

    /**
     * Prepares.
     *
     * @param reader reads the pages.
     * @param query which records are wanted.
     */
    Walk(PageReader reader, MemoryQuery query) {
        this.reader = reader;
        this.spec = reader.series().spec();
        this.query = query;
        Optional<MemoryToken> token = query.resume();
        this.upper = token.map(MemoryToken::before)
                .filter(before -> before.isBefore(query.to()))
                .orElse(query.to());
        this.ceiling = upper;
        this.after = token.isPresent() ? upper : null;
        int from = token.map(MemoryToken::number).orElse(-1);
        this.resumed = from >= 0 && reader.series().numbered();
        this.number = resumed ? from : reader.series().newest();
    }

    /**
     * Begins.
     *
     * @return completed with what was read.
     */
    CompletableFuture<MemoryChunk> start() {
        return reader.at(number).thenCompose(this::take);
    }

    private CompletableFuture<MemoryChunk> take(Asked<Page> asked) {
        if (asked instanceof Asked.Failed<Page> failed) {
            Trouble trouble = failed.trouble();
            return finish(trouble.lasting() ? Ending.UNUSABLE : Ending.INTERRUPTED, trouble.reason(), number);
        }
        Page page = ((Asked.Got<Page>) asked).it();
        if (misplaced(page)) {
            return restart("the memory does not hold together: its records were moved or erased while it was read");
        }
        if (page.isEmpty()) {
            return end();
        }
        period = page.period();
        seam = page.oldest();
        resumed = false;
        return keep(page);
    }

    /** Whether the page is not the one that follows what is known. */
    private boolean misplaced(Page page) {
        if (resumed) {
            Instant known = after;
            return page.isEmpty() || known == null || !page.newest().equals(known.minus(page.period()));
        }
        Instant before = seam;
        if (reader.series().numbered() || before == null || page.isEmpty()) {
            return false;
        }
        // Pages that can only be turned: somebody else may have turned one, too. A hole seen twice is one.
        boolean joins = page.newest().equals(before.minus(page.period()))
                || page.newest().equals(doubtful);
        doubtful = joins ? doubtful : page.newest();
        return !joins;
    }

    private CompletableFuture<MemoryChunk> restart(String reason) {
        if (restarts++ == RESTARTS) {
            return finish(Ending.INTERRUPTED, reason, -1);
        }
        resumed = false;
        looked = 0;
        seam = null;
        upper = records.isEmpty() ? upper : records.get(records.size() - 1).at();
        number = reader.series().newest();
        return start();
    }

    private CompletableFuture<MemoryChunk> keep(Page page) {
        int first = reader.series().numbered() && number == reader.series().newest() && page.next() != number
                ? Numbers.back(page.next(), -page.records().size())
                : number;
        for (int i = 0; i < page.records().size(); i++) {
            looked++;
            MemoryRecord record = page.records().get(i);
            boolean untimed = record.flags().contains(MemoryFlag.CLOCK_NOT_SET)
                    && record.at().isBefore(query.from());
            if (untimed) {
                continue;
            }
            if (record.at().isBefore(query.from())) {
                hole(record.at());
                return finish(Ending.COMPLETE, "", -1);
            }
            if (record.at().isBefore(upper)) {
                hole(record.at());
                records.add(checked(record));
                after = record.at();
                if (records.size() == query.limit()) {
                    boolean known = reader.series().numbered()
                            && first != reader.series().newest();
                    return finish(Ending.MORE, "", known ? Numbers.back(first, i + 1) : -1);
                }
            } else if (records.isEmpty()) {
                after = record.at();
            }
        }
        if (looked > spec.capacity() + spec.pageSize()) {
            return finish(
                    Ending.UNUSABLE,
                    "the device shows more than the " + spec.capacity()
                            + " records it can keep; if it keeps more, correct 'capacity' in " + spec.origin(),
                    -1);
        }
        return next(page);
    }

    private CompletableFuture<MemoryChunk> next(Page page) {
        if (spec.selection() instanceof Selection.Paged paged) {
            return reader.turn(paged)
                    .thenCompose(asked -> asked instanceof Asked.Failed<Page> failed
                                    && !failed.trouble().lasting()
                            ? restart(failed.trouble().reason())
                            : take(asked));
        }
        if (page.next() == reader.series().newest()) {
            return end();
        }
        number = page.next();
        return start();
    }

    /** A record that is not earlier than the one recorded after it tells that the clock was set back. */
    private MemoryRecord checked(MemoryRecord record) {
        Instant later = after;
        if (later == null || record.at().isBefore(later)) {
            return record;
        }
        Set<MemoryFlag> flags = EnumSet.of(MemoryFlag.CLOCK_SET_BACK);
        flags.addAll(record.flags());
        return new MemoryRecord(record.at(), record.value(), flags);
    }

    /** Notes what is missing between a record and the one after it, as far as it was asked for. */
    private void hole(Instant earlier) {
        Instant later = after;
        if (later == null) {
            return;
        }
        Instant missing = notBefore(query.from(), earlier.plus(period));
        Instant end = later.isBefore(ceiling) ? later : ceiling;
        if (missing.isBefore(end)) {
            gaps.add(new MemoryGap(missing, end, MemoryGap.Reason.NOT_RECORDED));
        }
    }

    /** Returns the first date of a raster that is not before a moment. */
    private Instant notBefore(Instant moment, Instant raster) {
        if (!raster.isBefore(moment)) {
            return raster;
        }
        long step = Math.max(1, period.toSeconds());
        long behind = Duration.between(raster, moment).toSeconds();
        return raster.plusSeconds((behind + step - 1) / step * step);
    }

    /** The memory holds nothing older. */
    private CompletableFuture<MemoryChunk> end() {
        Instant oldest = after == null || after.isAfter(ceiling) ? ceiling : after;
        Instant missing = after == null
                ? query.from()
                : oldest.minusSeconds(Duration.between(query.from(), oldest).toSeconds()
                        / Math.max(1, period.toSeconds())
                        * Math.max(1, period.toSeconds()));
        if (missing.isBefore(oldest)) {
            gaps.add(new MemoryGap(missing, oldest, MemoryGap.Reason.NOT_KEPT));
        }
        return finish(Ending.COMPLETE, "", -1);
    }

    private CompletableFuture<MemoryChunk> finish(Ending ending, String reason, int next) {
        Collections.reverse(records);
        Collections.reverse(gaps);
        Instant before =
                records.stream().map(MemoryRecord::at).min(Instant::compareTo).orElse(upper);
        boolean more = ending == Ending.MORE || ending == Ending.INTERRUPTED;
        int go = next == reader.series().newest() ? -1 : next;
        Optional<MemoryToken> token =
                more && !(records.isEmpty() && query.resume().isEmpty())
                        ? Optional.of(new MemoryToken(go, before))
                        : Optional.empty();
        String unit = reader.series().series().unit();
        return CompletableFuture.completedFuture(
                new MemoryChunk(period, spec.stamp(), unit, records, gaps, ending, reason, token));
    }
}
