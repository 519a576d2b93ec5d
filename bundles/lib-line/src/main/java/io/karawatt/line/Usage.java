package io.karawatt.line;

import java.util.EnumMap;
import java.util.Map;

/** For what a line used its time, as shares of the last half minute or so. Belongs to the thread of the line. */
final class Usage {

    private static final long WINDOW = 5_000_000_000L;
    private static final double WEIGHT = 0.3;

    private final Map<Purpose, Long> spent = new EnumMap<>(Purpose.class);
    private final Map<Purpose, Double> shares = new EnumMap<>(Purpose.class);
    private long since;
    private boolean known;

    /** What time is used for. */
    enum Purpose {
        /** Requests of clients. */
        REQUESTS,
        /** Work that can wait. */
        BACKGROUND,
        /** Second tries, silent devices. */
        TROUBLE
    }

    void spent(Purpose purpose, long nanos) {
        spent.merge(purpose, nanos, Long::sum);
    }

    /** Closes a window when it is over. */
    void roll(long now) {
        long elapsed = now - since;
        if (elapsed < WINDOW) {
            return;
        }
        for (Purpose purpose : Purpose.values()) {
            double share = (double) spent.getOrDefault(purpose, 0L) / elapsed;
            double before = share(purpose);
            shares.put(purpose, known ? before + WEIGHT * (share - before) : share);
        }
        spent.clear();
        since = now;
        known = true;
    }

    double share(Purpose purpose) {
        return shares.getOrDefault(purpose, 0.0);
    }
}
