package io.karawatt.bus;

import io.karawatt.profile.RegisterSpec.Poll;
import java.time.Duration;
import java.util.List;

/**
 * What the periods of a line cost, what of them it can keep, and what it does keep.
 *
 * @param line name of the line.
 * @param busy share of the time since start that the line carried frames or silence they need, 0..1.
 * @param asked share of the line that the periods asked for need, 0 or more; above {@code available} they don't fit.
 * @param available share of the line that is left for polls after requests, second tries and silent devices, 0..1.
 * @param predictedCycle time of a round over all devices that answer, as reckoned.
 * @param measuredCycle time of a round as measured, averaged over the last rounds; zero before the first.
 * @param advice what would help when the periods don't fit, in plain words; empty when they fit.
 * @param groups devices that are read with one period, the fast ones first.
 */
public record LineBudget(
        String line,
        double busy,
        double asked,
        double available,
        Duration predictedCycle,
        Duration measuredCycle,
        String advice,
        List<Group> groups) {

    /** Copies the list. */
    public LineBudget {
        groups = List.copyOf(groups);
    }

    /**
     * Makes the budget of a line that keeps none.
     *
     * @param line name of the line.
     * @return a budget without groups.
     */
    public static LineBudget none(String line) {
        return new LineBudget(line, 0, 0, 1, Duration.ZERO, Duration.ZERO, "", List.of());
    }

    /**
     * Returns by how much the most stretched group is stretched.
     *
     * @return 1 when all periods are kept, else more.
     */
    public double stretch() {
        return groups.stream().mapToDouble(Group::stretch).max().orElse(1);
    }

    /**
     * Devices that are read with one period.
     *
     * @param poll which registers.
     * @param asked period asked for.
     * @param granted period that the line can keep; not shorter than the one asked for.
     * @param devices how many devices that answer are read so.
     * @param share share of the line that this costs with the period asked for, 0 or more.
     * @param measured period as measured; zero before the first two rounds.
     * @param jitterTypical by how much the time between two readings differs from the granted period: half of them keep
     *     this.
     * @param jitterTail the same: 99 % of them keep this.
     */
    public record Group(
            Poll poll,
            Duration asked,
            Duration granted,
            int devices,
            double share,
            Duration measured,
            Duration jitterTypical,
            Duration jitterTail) {

        /**
         * Returns by how much the period is stretched.
         *
         * @return 1 when it is kept, else more.
         */
        public double stretch() {
            return asked.isZero() ? 1 : (double) granted.toNanos() / asked.toNanos();
        }
    }
}
