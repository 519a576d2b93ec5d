package io.karawatt.proto.modbus.internal;

import io.karawatt.bus.BusLine;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How old an answer of the process image may be.
 *
 * <p>Either a fixed age, or one poll period as each line tells it, at least {@link #LEAST}. A quarter is added to what
 * the line tells: a poll that comes a little late must not send every reader to the bus.
 */
final class Freshness {

    /** Shortest automatic freshness. */
    static final Duration LEAST = Duration.ofSeconds(1);

    private static final Duration MOST = Duration.ofMinutes(5);

    private final Duration fixed;
    private final Round round;
    private final Map<String, Window> windows = new HashMap<>();

    Freshness(Duration fixed, Round round) {
        this.fixed = fixed;
        this.round = round;
    }

    /** Returns the window of a line; the same object for the same line. */
    Window of(String line) {
        return windows.computeIfAbsent(line, name -> new Window(fixed.isZero() ? LEAST : fixed));
    }

    /** Follows the poll periods of the lines. */
    void follow(Lines lines) {
        if (!fixed.isZero()) {
            return;
        }
        for (Map.Entry<String, Window> entry : windows.entrySet()) {
            Duration cycle = lines.find(entry.getKey())
                    .map(BusLine::status)
                    .map(status -> status.cycle())
                    .orElse(Duration.ZERO);
            Duration period = cycle.plus(cycle.dividedBy(4));
            entry.getValue().length = period.compareTo(LEAST) < 0 ? LEAST : period.compareTo(MOST) > 0 ? MOST : period;
        }
    }

    /** The time in which an answer of one line is fresh. */
    final class Window {

        private Duration length;
        private long computed = -1;
        private Instant begin = Instant.MIN;

        private Window(Duration length) {
            this.length = length;
        }

        /** Returns the oldest answer that will do in this turn of the loop. */
        Instant begin() {
            if (computed != round.number()) {
                computed = round.number();
                begin = round.wall().minus(length);
            }
            return begin;
        }
    }
}
