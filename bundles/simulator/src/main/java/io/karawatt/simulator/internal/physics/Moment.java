package io.karawatt.simulator.internal.physics;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * A second of the site with what the patterns need to know of it.
 *
 * @param second seconds since 1970 (UTC).
 * @param hour local time of day in hours, 0..24.
 * @param day which day.
 * @param epochDay days since 1970, local.
 * @param season 1 in mid-July, -1 in mid-January.
 */
public record Moment(long second, double hour, Day day, long epochDay, double season) {

    /** Kinds of days. */
    public enum Day {
        /** Monday to Friday. */
        WORKDAY,
        /** Saturday. */
        SATURDAY,
        /** Sunday. */
        SUNDAY
    }

    /**
     * Makes one.
     *
     * @param second seconds since 1970 (UTC).
     * @param zone where the site is.
     * @return the moment.
     */
    public static Moment of(long second, ZoneId zone) {
        ZonedDateTime local = Instant.ofEpochSecond(second).atZone(zone);
        Day day =
                switch (local.getDayOfWeek()) {
                    case SATURDAY -> Day.SATURDAY;
                    case SUNDAY -> Day.SUNDAY;
                    default -> Day.WORKDAY;
                };
        double season = -Math.cos(2 * Math.PI * (local.getDayOfYear() - 15) / 365.25);
        double hour = local.toLocalTime().toSecondOfDay() / 3600.0;
        return new Moment(second, hour, day, local.toLocalDate().toEpochDay(), season);
    }

    /**
     * Tells whether the week begins with this moment's day.
     *
     * @return true on Mondays.
     */
    public boolean monday() {
        return java.time.LocalDate.ofEpochDay(epochDay).getDayOfWeek() == DayOfWeek.MONDAY;
    }
}
