package io.karawatt.shell.internal;

import io.karawatt.memory.MemoryQuery;
import io.karawatt.memory.MemoryToken;
import io.karawatt.model.PointKey;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.apache.karaf.shell.support.CommandException;

/**
 * Which records somebody asked for.
 *
 * @param from first moment.
 * @param to first moment after the range.
 * @param limit most records.
 * @param resume where to go on.
 */
record MemoryRange(Instant from, Instant to, int limit, Optional<MemoryToken> resume) {

    private static final Duration USUAL = Duration.ofDays(1);

    /** Reads what was typed; empty texts were not. */
    static MemoryRange parse(String from, String to, String limit, String resume, Instant now) throws CommandException {
        Instant end = to.isEmpty() ? now : moment("--to", to);
        Instant begin = from.isEmpty() ? end.minus(USUAL) : moment("--from", from);
        if (!begin.isBefore(end)) {
            throw Messages.failure("memory.range", begin, end);
        }
        int most = Numbers.parse("--limit", limit, 1, MemoryQuery.MAX_LIMIT);
        return new MemoryRange(begin, end, most, token(resume));
    }

    /** Makes the query for a series of a device. */
    MemoryQuery query(String device, String series) throws CommandException {
        try {
            return new MemoryQuery(device, PointKey.parse(series), from, to, limit, resume);
        } catch (IllegalArgumentException wrong) {
            throw Messages.plain(wrong.getMessage());
        }
    }

    private static Optional<MemoryToken> token(String text) throws CommandException {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(MemoryToken.parse(text));
        } catch (IllegalArgumentException wrong) {
            throw Messages.plain("--resume: " + wrong.getMessage());
        }
    }

    private static Instant moment(String option, String text) throws CommandException {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException wrong) {
            throw Messages.failure("memory.time", option, text);
        }
    }
}
