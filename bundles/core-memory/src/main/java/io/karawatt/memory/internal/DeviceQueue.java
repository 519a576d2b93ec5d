package io.karawatt.memory.internal;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Lets one reader a device at its memory; the others wait in line, not too many. Thread-safe. */
final class DeviceQueue {

    /** How many may wait for one device. */
    static final int MOST_WAITING = 32;

    private final Map<String, ArrayDeque<Runnable>> waiting = new HashMap<>();

    /**
     * Queues work.
     *
     * @param device key of the device.
     * @param work begins the work; its future ends it.
     * @param <T> what comes of it.
     * @return completed with the work; empty when too many wait already.
     */
    <T> Optional<CompletableFuture<T>> queue(String device, Supplier<CompletableFuture<T>> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Runnable begin = () -> {
            CompletableFuture<T> unused = begun(work).whenComplete((value, failure) -> {
                next(device);
                if (failure != null) {
                    result.completeExceptionally(failure);
                } else {
                    result.complete(value);
                }
            });
        };
        synchronized (waiting) {
            ArrayDeque<Runnable> line = waiting.get(device);
            if (line != null) {
                if (line.size() >= MOST_WAITING) {
                    return Optional.empty();
                }
                line.add(begin);
                return Optional.of(result);
            }
            waiting.put(device, new ArrayDeque<>());
        }
        begin.run();
        return Optional.of(result);
    }

    /** Work that fails before it begins must not block the line of those who wait. */
    private static <T> CompletableFuture<T> begun(Supplier<CompletableFuture<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void next(String device) {
        Runnable begin;
        synchronized (waiting) {
            ArrayDeque<Runnable> line = waiting.get(device);
            begin = line == null ? null : line.poll();
            if (begin == null) {
                waiting.remove(device);
            }
        }
        if (begin != null) {
            begin.run();
        }
    }
}
