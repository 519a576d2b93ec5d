package io.karawatt.line;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Sees to it that what was learnt is kept, and forgotten when somebody wants it learnt anew. */
final class HabitKeeper {

    private static final long SAVE_NANOS = 600_000_000_000L;
    /** A rest in which writing a small file makes nobody wait. */
    private static final long CALM_NANOS = 50_000_000L;

    private final HabitStore store;
    private final Roster roster;
    private final TimeoutGuard guard;
    private final Queue<String> unwanted = new ConcurrentLinkedQueue<>();
    private long saveAt = SAVE_NANOS;

    HabitKeeper(HabitStore store, Roster roster, TimeoutGuard guard) {
        this.store = store;
        this.roster = roster;
        this.guard = guard;
        roster.restore(store.load());
    }

    /** Has the habits of a device forgotten; from any thread. */
    void relearn(String device) {
        if (roster.device(device) != null && !unwanted.contains(device)) {
            unwanted.add(device);
        }
    }

    /** Forgets what is to be learnt anew; on the thread of the line. */
    void forget() {
        for (String key = unwanted.poll(); key != null; key = unwanted.poll()) {
            PolledDevice device = roster.device(key);
            if (device != null) {
                roster.relearn(device);
                guard.relax();
            }
        }
    }

    /**
     * Keeps the habits every ten minutes, in a rest of the line; a line that never rests keeps them when it ends.
     *
     * @param now the present moment.
     * @param rest nanoseconds until there is something to do.
     */
    void keep(long now, long rest) {
        if (now >= saveAt && rest >= CALM_NANOS) {
            save();
            saveAt = now + SAVE_NANOS;
        }
    }

    void save() {
        store.save(roster.proven());
    }
}
