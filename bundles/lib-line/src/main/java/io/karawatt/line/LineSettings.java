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
 * @param rates periods of single devices.
 */
public record LineSettings(
        String name,
        String kind,
        String port,
        WireCost cost,
        Periods periods,
        Patience patience,
        Limits limits,
        Rates rates) {

    /** Refuses a line without a name. */
    public LineSettings {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,31}")) {
            throw new IllegalArgumentException("'" + name + "' is not a line name: use 1 to 32 letters, digits, '.',"
                    + " '_' and '-', beginning with a letter or digit");
        }
    }

    /**
     * Makes settings with the same periods for all devices.
     *
     * @param name name of the line.
     * @param kind kind of the line.
     * @param port where it is.
     * @param cost what reading costs on it.
     * @param periods how often the groups are read.
     * @param patience time-outs and retries.
     * @param limits bounds.
     */
    public LineSettings(
            String name, String kind, String port, WireCost cost, Periods periods, Patience patience, Limits limits) {
        this(name, kind, port, cost, periods, patience, limits, Rates.NONE);
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
            require("fast.period.ms", fast);
            require("slow.period.ms", slow);
            require("rare.period.ms", rare);
        }

        static void require(String key, Duration period) {
            LineSettings.require(key, period, 10, 86_400_000);
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
     * @param backgroundPercent most of the line's time, in percent, given to work that can wait while polls wait;
     *     1..50.
     * @param reopenAfter consecutive time-outs after which the connection is made anew, for lines that can hang half
     *     open; 0 for never.
     * @param jitter how late a fast read may begin because of a slower one; 1 ms to 10 s.
     */
    public record Limits(
            int queue, int silentPercent, int requestPercent, int backgroundPercent, int reopenAfter, Duration jitter) {

        /** Share for work that can wait, in percent, unless another is given. */
        public static final int BACKGROUND_PERCENT = 10;

        /** Lateness of fast reads unless another is given. */
        public static final Duration JITTER = Duration.ofMillis(30);

        /** For a serial line: 256 askers, 3 % for the silent, half for requests, a tenth for what can wait. */
        public static final Limits SERIAL = new Limits(256, 3, 50, 0);

        /**
         * Makes limits with the usual share for work that can wait, and the usual lateness.
         *
         * @param queue most askers waiting for the line.
         * @param silentPercent share for silent devices.
         * @param requestPercent share for requests.
         * @param reopenAfter consecutive time-outs after which the connection is made anew.
         */
        public Limits(int queue, int silentPercent, int requestPercent, int reopenAfter) {
            this(queue, silentPercent, requestPercent, BACKGROUND_PERCENT, reopenAfter, JITTER);
        }

        /** Checks the ranges. */
        public Limits {
            if (queue < 1 || queue > 10_000) {
                throw new IllegalArgumentException("queue.limit " + queue + " is outside 1..10000");
            }
            requirePercent("silent.share.percent", silentPercent, 50);
            requirePercent("request.share.percent", requestPercent, 99);
            requirePercent("background.share.percent", backgroundPercent, 50);
            LineSettings.require("jitter.limit.ms", jitter, 1, 10_000);
            if (reopenAfter < 0) {
                throw new IllegalArgumentException("reopenAfter is 0 or more");
            }
        }

        private static void requirePercent(String key, int percent, int most) {
            if (percent < 1 || percent > most) {
                throw new IllegalArgumentException(key + " " + percent + " is outside 1.." + most);
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
