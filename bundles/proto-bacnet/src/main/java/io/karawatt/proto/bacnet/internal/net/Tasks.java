package io.karawatt.proto.bacnet.internal.net;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** What other threads want done on the server's thread. Thread-safe. */
final class Tasks {

    /** Most tasks that wait at once where the giver can do without. */
    static final int MOST = 16_384;

    /** Tasks done in one turn, so that datagrams and timers have theirs. */
    private static final int TURN = 1024;

    private final Runnable wake;
    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean woken = new AtomicBoolean();

    /**
     * Makes an empty queue.
     *
     * @param wake makes the server's thread look.
     */
    Tasks(Runnable wake) {
        this.wake = wake;
    }

    /** Has something done, whatever waits. */
    void add(Runnable task) {
        waiting.incrementAndGet();
        queue.add(task);
        if (woken.compareAndSet(false, true)) {
            wake.run();
        }
    }

    /** Has something done unless too much waits; false when it was not taken. */
    boolean offer(Runnable task) {
        if (waiting.get() >= MOST) {
            return false;
        }
        add(task);
        return true;
    }

    /** Does what waits. */
    void run() {
        woken.set(false);
        for (int i = 0; i < TURN; i++) {
            Runnable next = queue.poll();
            if (next == null) {
                return;
            }
            waiting.decrementAndGet();
            next.run();
        }
        if (woken.compareAndSet(false, true)) {
            wake.run();
        }
    }
}
