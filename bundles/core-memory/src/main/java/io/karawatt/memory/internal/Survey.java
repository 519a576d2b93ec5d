package io.karawatt.memory.internal;

import io.karawatt.memory.MemoryState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/**
 * Finds the newest and the oldest record of a series. The oldest is searched by halves, beginning where that of the
 * series before was found: all series of a memory begin together as a rule. Memories without numbers can't be asked for
 * their oldest record in reasonable time.
 */
final class Survey {

    private final PageReader reader;
    private final OptionalInt hint;
    private Page first = new Page(Duration.ZERO, -1, List.of());
    private int newest;
    private int kept;
    private int gone;

    /**
     * Prepares.
     *
     * @param reader reads the pages.
     * @param hint how many records back the oldest of another series is.
     */
    Survey(PageReader reader, OptionalInt hint) {
        this.reader = reader;
        this.hint = hint;
    }

    /**
     * Begins.
     *
     * @return completed with the state.
     */
    CompletableFuture<MemoryState> start() {
        return reader.newest().thenCompose(this::begin);
    }

    private CompletableFuture<MemoryState> begin(Asked<Page> asked) {
        if (asked instanceof Asked.Failed<Page> failed) {
            return finish(Optional.empty(), failed.trouble().reason());
        }
        first = ((Asked.Got<Page>) asked).it();
        if (first.isEmpty() || !reader.series().numbered()) {
            return finish(Optional.empty(), "");
        }
        kept = first.records().size() - 1;
        if (first.next() == reader.series().newest()) {
            return finish(Optional.of(first.oldest()), "");
        }
        newest = Numbers.back(first.next(), -first.records().size());
        gone = reader.series().spec().capacity();
        return probe(Math.max(kept + 1, Math.min(gone - 1, hint.orElse(gone - 1))));
    }

    /** Returns how many records back the oldest is, once found. */
    OptionalInt depth() {
        return kept > 0 ? OptionalInt.of(kept) : OptionalInt.empty();
    }

    private CompletableFuture<MemoryState> probe(int back) {
        int start = Math.max(kept + 1, back - reader.series().spec().pageSize() + 1);
        return reader.at(Numbers.back(newest, start)).thenCompose(asked -> narrow(start, asked));
    }

    private CompletableFuture<MemoryState> narrow(int start, Asked<Page> asked) {
        if (asked instanceof Asked.Failed<Page> failed) {
            return finish(Optional.empty(), failed.trouble().reason());
        }
        Page page = ((Asked.Got<Page>) asked).it();
        if (page.isEmpty()) {
            gone = start;
        } else {
            kept = start + page.records().size() - 1;
        }
        boolean last = !page.isEmpty() && page.next() == reader.series().newest();
        return last || kept >= gone - 1
                ? oldest(page)
                : probe((kept + gone) / 2 + reader.series().spec().pageSize() - 1);
    }

    private CompletableFuture<MemoryState> oldest(Page page) {
        if (!page.isEmpty()) {
            return finish(Optional.of(page.oldest()), "");
        }
        return reader.at(Numbers.back(newest, kept)).thenCompose(asked -> {
            boolean there = asked instanceof Asked.Got<Page> got && !got.it().isEmpty();
            return finish(there ? Optional.of(((Asked.Got<Page>) asked).it().newest()) : Optional.empty(), "");
        });
    }

    private CompletableFuture<MemoryState> finish(Optional<Instant> oldest, String problem) {
        return CompletableFuture.completedFuture(new MemoryState(
                reader.series().series(),
                first.period(),
                reader.series().spec().stamp(),
                oldest,
                first.isEmpty() ? Optional.empty() : Optional.of(first.newest()),
                problem));
    }
}
