package io.karawatt.peers;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Compares what the gateway says with what the simulated meter said at the same time. The simulated site moves on once
 * a second: the gateway must say what the meter said at some moment between one period ago and now; a mixture of two
 * moments or an older answer is a fault.
 */
final class Agreement {

    /** The freshness contract of the server: an answer is at most one poll period of 1 s old. */
    private static final Duration FRESHNESS = Duration.ofSeconds(1);

    /** What the way over the line and two starts of mbpoll may take on a busy machine. */
    private static final Duration WAY = Duration.ofSeconds(2);

    private static final int ATTEMPTS = 60;

    private Agreement() {}

    /** How the gateway is read. */
    interface Reading {

        /** Reads registers. */
        List<Integer> read(int unit, int address, int count) throws IOException, InterruptedException;
    }

    /** What a meter said, and until when it is known to have said so. */
    private record Snapshot(List<Integer> words, long until) {}

    static void check(Demo demo, Reading gateway, int unit, int address, int count)
            throws IOException, InterruptedException {
        Deque<Snapshot> truth = new ArrayDeque<>();
        truth.add(truth(demo, unit, address, count));
        List<Integer> said = List.of();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            said = gateway.read(unit, address, count);
            List<Integer> now = said;
            long end = System.nanoTime();
            truth.add(truth(demo, unit, address, count));
            long oldest = end - FRESHNESS.plus(WAY).toNanos();
            truth.removeIf(s -> s.until() < oldest);
            if (truth.stream().anyMatch(s -> s.words().equals(now))) {
                return;
            }
        }
        throw new AssertionError("unit " + unit + ": the gateway never agreed with the meter; it says " + said
                + ", the meter " + truth.getLast().words());
    }

    private static Snapshot truth(Demo demo, int unit, int address, int count)
            throws IOException, InterruptedException {
        List<Integer> words = Mbpoll.tcp(demo.host(), demo.truth(), unit, address, count);
        return new Snapshot(words, System.nanoTime());
    }
}
