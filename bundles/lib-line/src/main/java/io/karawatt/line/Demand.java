package io.karawatt.line;

import io.karawatt.profile.RegisterSpec.Poll;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one group of one device asks of its line.
 *
 * @param poll which group.
 * @param asked period asked for, in nanoseconds.
 * @param reads registers of each read of a round.
 * @param turnaround of the device as it is measured, in nanoseconds.
 * @param kept how well it keeps its period; null for a device that is there in thought only.
 */
record Demand(
        Poll poll,
        long asked,
        List<Integer> reads,
        long turnaround,
        @Nullable Punctuality kept) {

    Demand {
        reads = List.copyOf(reads);
    }

    /** What a round takes, in nanoseconds. */
    long cost(WireCost wire) {
        long cost = 0;
        for (int registers : reads) {
            cost += wire.measuredNanos(registers, turnaround);
        }
        return cost;
    }

    /** Share of the line with the period asked for. */
    double share(WireCost wire) {
        return (double) cost(wire) / asked;
    }

    /** What a group of all devices asks for, as a share of the line. */
    static double share(List<Demand> demands, Poll poll, WireCost wire) {
        return demands.stream()
                .filter(demand -> demand.poll == poll)
                .mapToDouble(demand -> demand.share(wire))
                .sum();
    }

    /** What all groups ask for, as a share of the line. */
    static double share(List<Demand> demands, WireCost wire) {
        return demands.stream().mapToDouble(demand -> demand.share(wire)).sum();
    }

    /** By how much the periods are to be stretched so that they fit. */
    static Stretch stretch(List<Demand> demands, WireCost wire, double available) {
        return Stretch.of(
                share(demands, Poll.FAST, wire),
                share(demands, Poll.SLOW, wire),
                share(demands, Poll.RARE, wire),
                available);
    }
}
