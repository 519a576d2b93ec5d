package io.karawatt.proto.snmp.internal.tree;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks for something that is not worth asking for at each request. Thread-safe.
 *
 * @param <T> what is asked for.
 */
final class Cached<T> implements Supplier<T> {

    private final Supplier<T> source;
    private final long nanos;
    private final LongSupplier clock;
    private volatile @Nullable Taken<T> taken;

    /**
     * Makes one that has not asked yet.
     *
     * @param source where it asks.
     * @param young how long an answer will do.
     * @param clock gives nanoseconds, as {@link System#nanoTime()}.
     */
    Cached(Supplier<T> source, Duration young, LongSupplier clock) {
        this.source = source;
        this.nanos = young.toNanos();
        this.clock = clock;
    }

    @Override
    public T get() {
        Taken<T> now = taken;
        if (now == null || clock.getAsLong() - now.at >= nanos) {
            now = new Taken<>(source.get(), clock.getAsLong());
            taken = now;
        }
        return now.value;
    }

    private record Taken<T>(T value, long at) {}
}
