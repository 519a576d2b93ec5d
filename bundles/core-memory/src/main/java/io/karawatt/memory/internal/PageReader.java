package io.karawatt.memory.internal;

import io.karawatt.bus.BusRequest;
import io.karawatt.model.Registers;
import io.karawatt.profile.MemorySpec.Selection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Reads single pages of one series. What another master might have turned in between is found out by the echoes of the
 * header and the number of the next page; where these prove nothing, the page is chosen and read once more and must be
 * the same. Each page is tried three times.
 */
final class PageReader {

    private static final int TRIES = 3;

    private final FoundSeries series;
    private final Wire wire;
    private final PageFormat format;

    PageReader(FoundSeries series, Wire wire) {
        this.series = series;
        this.wire = wire;
        this.format = new PageFormat(series);
    }

    FoundSeries series() {
        return series;
    }

    /**
     * Reads the page that begins with a record.
     *
     * @param number its number; for a memory without numbers any.
     * @return the page; an empty one where no such record is kept.
     */
    CompletableFuture<Asked<Page>> at(int number) {
        return attempt(number, TRIES);
    }

    /**
     * Reads the page with the newest records.
     *
     * @return the page.
     */
    CompletableFuture<Asked<Page>> newest() {
        return at(series.newest());
    }

    /**
     * Turns the page of a memory without numbers.
     *
     * @param paged how.
     * @return the page before in time, if nobody else turned it; not tried again, because a page may not be turned
     *     twice.
     */
    CompletableFuture<Asked<Page>> turn(Selection.Paged paged) {
        return once(Cursor.next(paged, wire.unit(), Wire.patience()));
    }

    private CompletableFuture<Asked<Page>> attempt(int number, int tries) {
        return checked(number).thenCompose(asked -> {
            boolean again = asked instanceof Asked.Failed<Page> failed
                    && !failed.trouble().lasting()
                    && tries > 1;
            return again ? attempt(number, tries - 1) : CompletableFuture.completedFuture(asked);
        });
    }

    private CompletableFuture<Asked<Page>> checked(int number) {
        BusRequest.Write cursor = Cursor.choose(series, wire.unit(), number, Wire.patience());
        return once(cursor).thenCompose(asked -> {
            if (!(asked instanceof Asked.Got<Page> got)) {
                return CompletableFuture.completedFuture(asked);
            }
            Optional<Asked<Page>> proof = proof(number, got.it());
            return proof.isPresent()
                    ? CompletableFuture.completedFuture(proof.get())
                    : once(cursor).thenApply(second -> agree(got.it(), second));
        });
    }

    /** Tells from a page alone whether it is the one that was chosen; empty where it does not show. */
    private Optional<Asked<Page>> proof(int number, Page page) {
        if (!series.echoed() || number == series.newest() || page.next() == series.newest() || page.isEmpty()) {
            return Optional.empty();
        }
        int expected = Numbers.back(number, page.records().size());
        return Optional.of(
                page.next() == expected
                        ? new Asked.Got<>(page)
                        : disturbed("the next record is " + page.next() + " instead of " + expected));
    }

    private static Asked<Page> agree(Page first, Asked<Page> second) {
        return second instanceof Asked.Got<Page> got && !got.it().equals(first)
                ? disturbed("two answers to the same question differ")
                : second;
    }

    private static Asked<Page> disturbed(String seen) {
        return new Asked.Failed<>(
                new Trouble("the memory moved while it was read, perhaps another master reads it: " + seen, false));
    }

    private CompletableFuture<Asked<Page>> once(BusRequest.Write cursor) {
        return wire.write(cursor)
                .thenCompose(written -> written instanceof Asked.Failed<Boolean> failed
                        ? CompletableFuture.completedFuture(new Asked.Failed<>(failed.trouble()))
                        : wire.read(series.spec().page()).thenApply(read -> {
                            if (!(read instanceof Asked.Got<Registers> got)) {
                                return new Asked.Failed<Page>(((Asked.Failed<Registers>) read).trouble());
                            }
                            try {
                                return new Asked.Got<>(format.decode(got.it()));
                            } catch (GarbledPageException e) {
                                return new Asked.Failed<Page>(
                                        new Trouble("this is no page of the memory: " + e.getMessage(), false));
                            }
                        }));
    }
}
