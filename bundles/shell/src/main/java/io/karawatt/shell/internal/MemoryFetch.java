package io.karawatt.shell.internal;

import io.karawatt.memory.MemoryChunk;
import io.karawatt.memory.MemoryChunk.Ending;
import io.karawatt.memory.MemoryGap;
import io.karawatt.memory.MemoryOverview;
import io.karawatt.memory.MemoryQuery;
import io.karawatt.memory.MemoryRecord;
import io.karawatt.memory.MeterMemories;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.karaf.shell.support.CommandException;

/**
 * Waits for what memories give. A long range is read in parts, and after each it is told how far it is.
 *
 * @param memories gives it.
 * @param progress takes lines for people.
 */
record MemoryFetch(MeterMemories memories, Consumer<String> progress) {

    /** Records of a part: about ten pages, some seconds of a line's share. */
    static final int PART = 240;

    /** Asks a device what it records; an interrupt, as Ctrl-C gives, ends it. */
    MemoryOverview look(String device) throws CommandException, InterruptedException {
        MemoryOverview overview = await(memories.look(device));
        if (overview.states().isEmpty() && !overview.problem().isEmpty()) {
            throw Messages.plain(overview.problem());
        }
        return overview;
    }

    /** Reads a range; when it ends early, what was read until then is there, with the token for the rest. */
    MemoryChunk read(MemoryQuery query) throws CommandException {
        List<MemoryRecord> records = new ArrayList<>();
        List<MemoryGap> gaps = new ArrayList<>();
        MemoryQuery next = query;
        while (true) {
            int part = Math.min(PART, query.limit() - records.size());
            MemoryChunk chunk =
                    part(new MemoryQuery(next.device(), next.point(), next.from(), next.to(), part, next.resume()));
            records.addAll(0, chunk.records());
            gaps.addAll(0, chunk.gaps());
            boolean full = records.size() >= query.limit();
            if (chunk.ending() != Ending.MORE || full || chunk.more().isEmpty()) {
                return whole(chunk, records, gaps);
            }
            progress.accept(Messages.text(
                    "memory.progress", records.size(), records.get(0).at()));
            next = next.resume(chunk.more().get());
        }
    }

    private static MemoryChunk whole(MemoryChunk last, List<MemoryRecord> records, List<MemoryGap> gaps)
            throws CommandException {
        boolean failed = last.ending() == Ending.UNUSABLE || last.ending() == Ending.INTERRUPTED;
        if (failed && records.isEmpty()) {
            throw Messages.plain(last.reason());
        }
        return new MemoryChunk(
                last.period(), last.stamp(), last.unit(), records, gaps, last.ending(), last.reason(), last.more());
    }

    private MemoryChunk part(MemoryQuery query) throws CommandException {
        try {
            return await(memories.read(query));
        } catch (InterruptedException left) {
            Thread.currentThread().interrupt();
            return MemoryChunk.nothing(Ending.INTERRUPTED, Messages.text("memory.left"), query.resume());
        }
    }

    private static <T> T await(CompletableFuture<T> answer) throws CommandException, InterruptedException {
        try {
            return answer.get();
        } catch (InterruptedException left) {
            answer.cancel(false);
            throw left;
        } catch (ExecutionException e) {
            throw Messages.plain(String.valueOf(e.getCause()));
        }
    }
}
