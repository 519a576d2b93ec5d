package io.karawatt.simulator.internal.physics;

import java.util.Set;

/**
 * A disturbance of the supply that comes every day at the same time, so that somebody can wait for it.
 *
 * @param secondOfDay when, local time.
 * @param phases which phases, 1..3.
 * @param level voltage during the event as share of what it would be: below 1 a dip or an interruption, above 1 a
 *     swell; 0..1.5.
 * @param millis how long, 1..600,000 ms.
 */
public record CalendarEvent(int secondOfDay, Set<Integer> phases, double level, int millis) {

    /** Checks the ranges; copies the set. */
    public CalendarEvent {
        if (!(level >= 0 && level <= 1.5) || millis < 1 || millis > 600_000) {
            throw new IllegalArgumentException("an event has a level of 0 to 1.5 and lasts 1 to 600000 ms");
        }
        phases = Set.copyOf(phases);
    }

    /**
     * Returns what becomes of the RMS voltage over one second.
     *
     * @param phase 1..3.
     * @param second second of the day.
     * @return factor of the undisturbed RMS value.
     */
    public double factor(int phase, long second) {
        double from = (second - secondOfDay) * 1000.0;
        double covered = Math.min(millis, from + 1000) - Math.max(0, from);
        if (covered <= 0 || !phases.contains(phase)) {
            return 1;
        }
        double share = covered / 1000;
        return Math.sqrt(share * level * level + (1 - share));
    }
}
