package io.karawatt.shell.internal;

import io.karawatt.memory.MemoryChunk;
import io.karawatt.memory.MemoryFlag;
import io.karawatt.memory.MemoryGap;
import io.karawatt.memory.MemoryOverview;
import io.karawatt.memory.MemoryQuery;
import io.karawatt.memory.MemoryRecord;
import io.karawatt.memory.MemoryState;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** How memories of meters are shown. */
final class MemoryView {

    private MemoryView() {}

    /** Shows what a device records. */
    static Table overview(MemoryOverview overview) {
        Table table = Table.of("series", "memory", "unit", "periodS", "dated", "oldest", "newest", "problem")
                .ifEmpty(Messages.text("memory.none", overview.device()));
        for (MemoryState state : overview.states()) {
            table.row(
                    state.series().point().toString(),
                    state.series().memory(),
                    state.series().unit(),
                    state.period().isZero() ? null : state.period().toSeconds(),
                    word(state.stamp()),
                    state.oldest().orElse(null),
                    state.newest().orElse(null),
                    state.problem());
        }
        return table;
    }

    /** Shows records. */
    static Card records(MemoryQuery query, MemoryChunk chunk) {
        Table records = Table.of("time", "value", "flags");
        for (MemoryRecord record : chunk.records()) {
            records.row(record.at(), record.value(), flags(record.flags()));
        }
        Table gaps = Table.of("from", "to", "reason");
        for (MemoryGap gap : chunk.gaps()) {
            gaps.row(gap.from(), gap.to(), word(gap.reason()));
        }
        return new Card()
                .with("device", query.device())
                .with("series", query.point().toString())
                .with("unit", chunk.unit())
                .with("periodS", chunk.period().isZero() ? null : chunk.period().toSeconds())
                .with("dated", word(chunk.stamp()))
                .with("count", chunk.records().size())
                .with("ending", word(chunk.ending()))
                .with("reason", chunk.reason())
                .with("more", chunk.more().map(Object::toString).orElse(null))
                .table("gaps", gaps)
                .table("records", records);
    }

    private static String flags(Set<MemoryFlag> flags) {
        return flags.stream().sorted().map(MemoryView::word).collect(Collectors.joining(" "));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
