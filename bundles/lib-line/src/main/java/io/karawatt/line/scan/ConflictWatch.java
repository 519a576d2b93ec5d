package io.karawatt.line.scan;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Looks into addresses at which something seems wrong while the line is polled: a device that fell silent may be one of
 * two that garble each other, and one that comes back may have got its address for itself again. For the thread of the
 * line.
 */
public final class ConflictWatch {

    private static final int MOST_WAITING = 32;

    private final ConflictLedger ledger;
    private final ScanPort port;
    private final Deque<Doubt> waiting = new ArrayDeque<>();

    /**
     * Begins with nothing to look into.
     *
     * @param ledger keeps what is found.
     * @param port asks and listens.
     */
    public ConflictWatch(ConflictLedger ledger, ScanPort port) {
        this.ledger = ledger;
        this.port = port;
    }

    private record Doubt(CollisionTest test, Duration window) {}

    /**
     * Has an address looked into.
     *
     * @param unit the address.
     * @param neighbour address of a device that answers well; 0 for none.
     * @param window how long to wait for an answer of either.
     */
    public void doubt(int unit, int neighbour, Duration window) {
        if (waiting.size() < MOST_WAITING
                && waiting.stream().noneMatch(doubt -> doubt.test().unit() == unit)) {
            waiting.add(new Doubt(new CollisionTest(unit, neighbour), window));
        }
    }

    /**
     * Tells whether there is something to do.
     *
     * @return true when {@link #step} makes sense.
     */
    public boolean busy() {
        return !waiting.isEmpty();
    }

    /**
     * Asks a question or two.
     *
     * @throws InterruptedException when the line is being closed.
     */
    public void step() throws InterruptedException {
        Doubt doubt = waiting.peek();
        if (doubt == null || !doubt.test().step(port, doubt.window())) {
            return;
        }
        waiting.poll();
        CollisionTest test = doubt.test();
        if (!test.impossible()) {
            switch (test.verdict()) {
                case COLLISION -> ledger.report(test.unit(), true, test.evidence());
                case CLEAN, SILENT -> ledger.report(test.unit(), false, "");
                case NOISE -> {
                    // Noise says nothing about who is there.
                }
            }
        }
    }

    /** Forgets what was to be looked into: the line is down. */
    public void clear() {
        waiting.clear();
    }
}
