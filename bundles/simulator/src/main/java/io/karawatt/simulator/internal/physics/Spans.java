package io.karawatt.simulator.internal.physics;

import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;

/** Active energies of the current and the previous day, week (from Monday) and month, by the site's calendar. */
public final class Spans {

    private static final int DAY = 0;
    private static final int WEEK = 1;
    private static final int MONTH = 2;

    private final double[][] start = new double[3][2];
    private final double[][] previous = new double[3][2];
    private final double[] index = new double[2];
    private long day = Long.MIN_VALUE;

    /**
     * Takes the indexes of a step.
     *
     * @param now the moment.
     * @param counters counters of the total, by flow.
     */
    void step(Moment now, Map<Flow, Counter> counters) {
        if (now.epochDay() != day) {
            LocalDate date = LocalDate.ofEpochDay(now.epochDay());
            boolean first = day == Long.MIN_VALUE;
            begin(DAY, true, first);
            begin(WEEK, now.monday(), first);
            begin(MONTH, date.getDayOfMonth() == 1, first);
            day = now.epochDay();
        }
        index[0] = total(counters, Flow.ACTIVE_POS);
        index[1] = total(counters, Flow.ACTIVE_NEG);
    }

    private static double total(Map<Flow, Counter> counters, Flow flow) {
        return Objects.requireNonNull(counters.get(flow)).total();
    }

    private void begin(int span, boolean due, boolean first) {
        for (int direction = 0; direction < 2 && due && !first; direction++) {
            previous[span][direction] = index[direction] - start[span][direction];
            start[span][direction] = index[direction];
        }
    }

    /**
     * Returns an energy.
     *
     * @param span {@code CurrentDay}, {@code PreviousDay}, {@code CurrentWeek} …
     * @param fedIn whether the energy fed in is meant.
     * @return Wh.
     */
    public double energy(String span, boolean fedIn) {
        int which = span.endsWith("Day") ? DAY : span.endsWith("Week") ? WEEK : MONTH;
        int direction = fedIn ? 1 : 0;
        return span.startsWith("Current") ? index[direction] - start[which][direction] : previous[which][direction];
    }
}
