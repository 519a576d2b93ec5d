package io.karawatt.simulator.internal.meter;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;

/** The clock that a meter shows: that of the site, until somebody sets it. Memories date their records by it. */
final class MeterClock {

    private static final Map<String, ChronoField> FIELDS = Map.of(
            "year", ChronoField.YEAR,
            "month", ChronoField.MONTH_OF_YEAR,
            "day", ChronoField.DAY_OF_MONTH,
            "hour", ChronoField.HOUR_OF_DAY,
            "minute", ChronoField.MINUTE_OF_HOUR,
            "second", ChronoField.SECOND_OF_MINUTE);

    private final LongSupplier site;
    private long ahead;

    MeterClock(LongSupplier site) {
        this.site = site;
    }

    /** Returns a part of date or time: {@code year} … {@code second}. */
    int part(String field) {
        return shown().get(Objects.requireNonNull(FIELDS.get(field)));
    }

    /** Sets it; parts that are left out stay as they are. Returns whether there is such a date. */
    boolean set(Map<String, Integer> parts) {
        LocalDateTime now = shown();
        try {
            LocalDateTime wanted = LocalDateTime.of(
                    parts.getOrDefault("year", now.getYear()),
                    parts.getOrDefault("month", now.getMonthValue()),
                    parts.getOrDefault("day", now.getDayOfMonth()),
                    parts.getOrDefault("hour", now.getHour()),
                    parts.getOrDefault("minute", now.getMinute()),
                    parts.getOrDefault("second", now.getSecond()));
            ahead = wanted.toEpochSecond(ZoneOffset.UTC) - site.getAsLong();
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Returns by how many seconds it is ahead of the site's time; negative when it is behind. */
    long ahead() {
        return ahead;
    }

    private LocalDateTime shown() {
        return LocalDateTime.ofEpochSecond(site.getAsLong() + ahead, 0, ZoneOffset.UTC);
    }
}
