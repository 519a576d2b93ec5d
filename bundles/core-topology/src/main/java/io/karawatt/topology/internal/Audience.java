package io.karawatt.topology.internal;

import io.karawatt.topology.Installation;
import io.karawatt.topology.TopologyListener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners each new picture, one after the other, on a thread of its own.
 *
 * <p>Listeners are fetched only when they are told something: a listener that itself needs the topology could otherwise
 * never be made while the topology is being made. A listener slower than the changes misses the pictures in between.
 */
final class Audience {

    private static final Logger LOG = LoggerFactory.getLogger(Audience.class);

    private final Map<Object, Seat> seats = new ConcurrentHashMap<>();
    private final Supplier<Installation> now;
    private final Executor thread;

    Audience(Supplier<Installation> now, Executor thread) {
        this.now = now;
        this.thread = thread;
    }

    /**
     * Lets a listener in and tells it the picture of now.
     *
     * @param key identifies it.
     * @param fetch gets it, or null while it can't be had.
     */
    void enter(Object key, Supplier<@Nullable TopologyListener> fetch) {
        seats.put(key, new Seat(fetch));
        wake();
    }

    void leave(Object key) {
        seats.remove(key);
    }

    /** Tells everybody who has not heard the picture of now. */
    void wake() {
        try {
            thread.execute(() -> seats.values().forEach(this::tell));
        } catch (RejectedExecutionException stopping) {
            LOG.debug("stopping, nobody is told any more");
        }
    }

    private void tell(Seat seat) {
        Installation current = now.get();
        if (current.equals(seat.told)) {
            return;
        }
        try {
            TopologyListener listener = seat.fetch.get();
            if (listener != null) {
                seat.told = current;
                listener.changed(current);
            }
        } catch (RuntimeException e) {
            LOG.error("a listener failed to take the new installation over", e);
        }
    }

    /** A listener and the last picture it was told; touched by the one thread only. */
    private static final class Seat {

        private final Supplier<@Nullable TopologyListener> fetch;
        private @Nullable Installation told;

        private Seat(Supplier<@Nullable TopologyListener> fetch) {
            this.fetch = fetch;
        }
    }
}
