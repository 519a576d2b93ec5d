package io.karawatt.settings.internal;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Runs work that waits for devices: a few at a time, of each device one change at a time, and no endless queue. */
final class Workers {

    private final Executor threads;
    private final Set<String> changing = ConcurrentHashMap.newKeySet();

    Workers(Executor threads) {
        this.threads = threads;
    }

    /**
     * Runs work soon.
     *
     * @param work what is to be done.
     * @param refusal makes an answer of a reason when there is too much to do.
     * @return its answer.
     */
    <T> CompletableFuture<T> run(Supplier<T> work, Function<String, T> refusal) {
        try {
            return CompletableFuture.supplyAsync(work, threads);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(
                    refusal.apply("too much is being read and set just now; try again in a moment"));
        }
    }

    /**
     * Runs a change soon, alone on its device.
     *
     * @param device key of the device.
     * @param change what is to be done.
     * @param refusal makes an answer of a reason when another change is under way or there is too much to do.
     * @return its answer.
     */
    <T> CompletableFuture<T> change(String device, Supplier<T> change, Function<String, T> refusal) {
        if (!changing.add(device)) {
            return CompletableFuture.completedFuture(
                    refusal.apply("another change of " + device + " is under way; wait for its end"));
        }
        CompletableFuture<T> answer = run(change, refusal);
        return answer.whenComplete((done, failed) -> changing.remove(device));
    }
}
