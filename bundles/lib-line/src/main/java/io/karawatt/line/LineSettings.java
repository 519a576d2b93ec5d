package io.karawatt.line;

import io.karawatt.profile.RegisterSpec.Poll;
import java.time.Duration;

/**
 * How a line is worked.
 *
 * @param name name of the line, as devices refer to it.
 * @param kind {@code digiware}, {@code rs485}, {@code modbus-tcp} or {@code rtu-over-tcp}.
 * @param port where it is, with its settings, for people.
 * @param cost what reading costs on it.
 * @param periods how often the groups are read.
 * @param patience time-outs and retries.
 * @param limits bounds that keep one from spoiling the others.
 */
public record LineSettings(
        String name, String kind, String port, WireCost cost, Periods periods, Patience patience, Limits limits) {

    /** Refuses a line without a name. */
    public LineSettings {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,31}")) {
            throw new IllegalArgumentException("'" + name + "' is not a line name: use 1 to 32 letters, digits, '.',"
                    + " '_' and '-', beginning with a letter or digit");
        }
    }

    /**
     * How often the groups of registers are read.
     *
     * @param fast measures of this moment; 10 ms to 1 day.
     * @param slow energies, averages, distortion; 10 ms to 1 day.
     * @param rare extremes and their dates; 10 ms to 1 day.
     */
    public record Periods(Duration fast, Duration slow, Duration rare) {

        /** 1, 10 and 60 seconds. */
        public static final Periods DEFAULT =
                new Periods(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(60));

        /** Checks the ranges. */
        public Periods {
            require("fast.period.ms", fast, 10, 86_400_000);
            require("slow.period.ms", slow, 10, 86_400_000);
            require("rare.period.ms", rare, 10, 86_400_000);
        }

        /**
         * Returns the period of a group.
         *
         * @param group any but {@link Poll#ON_REQUEST}.
         * @return its period.
         */
        public Duration of(Poll group) {
            return switch (group) {
                case FAST -> fast;
                case SLOW -> slow;
                case RARE -> rare;
                case ON_REQUEST -> throw new IllegalArgumentException("registers read on request have no period");
            };
        }
    }

    /**
     * How long a device may keep the line waiting.
     *
     * @param timeout time from the end of a request to the begin of its answer, used until the device's own habit is
     *     known and after each time-out; 5 ms to 60 s.
     * @param floor shortest time-out ever learnt; 5 ms to 60 s.
     * @param retries how often a poll is tried again before its device counts as silent; 0..10.
     */
    public record Patience(Duration timeout, Duration floor, int retries) {

        /** For a serial line: 300 ms, never below 50 ms, 2 retries. */
        public static final Patience SERIAL = new Patience(Duration.ofMillis(300), Duration.ofMillis(50), 2);

        /** Checks the ranges. */
        public Patience {
            require("timeout.ms", timeout, 5, 60_000);
            require("timeout.floor.ms", floor, 5, 60_000);
            if (retries < 0 || retries > 10) {
                throw new IllegalArgumentException("retries " + retries + " is outside 0..10");
            }
        }
    }

    /**
     * Bounds that keep one from spoiling the others.
     *
     * @param queue most askers waiting for the line; 1..10,000.
     * @param silentPercent most of the line's time, in percent, spent on asking silent devices; 1..50.
     * @param requestPercent most of the line's time, in percent, given to requests while polls wait; 1..99.
     * @param reopenAfter consecutive time-outs after which the connection is made anew, for lines that can hang half
     *     open; 0 for never.
     */
    public record Limits(int queue, int silentPercent, int requestPercent, int reopenAfter) {

        /** For a serial line: 256 askers, 3 % for the silent, half for requests. */
        public static final Limits SERIAL = new Limits(256, 3, 50, 0);

        /** Checks the ranges. */
        public Limits {
            if (queue < 1 || queue > 10_000) {
                throw new IllegalArgumentException("queue.limit " + queue + " is outside 1..10000");
            }
            if (silentPercent < 1 || silentPercent > 50 || requestPercent < 1 || requestPercent > 99) {
                throw new IllegalArgumentException(
                        "the silent get 1 to 50 percent of the line, requests 1 to 99 percent");
            }
            if (reopenAfter < 0) {
                throw new IllegalArgumentException("reopenAfter is 0 or more");
            }
        }
    }

    private static void require(String key, Duration value, long least, long most) {
        long millis = value.toMillis();
        if (millis < least || millis > most) {
            throw new IllegalArgumentException(key + " " + millis + " is outside " + least + ".." + most);
        }
    }
}
