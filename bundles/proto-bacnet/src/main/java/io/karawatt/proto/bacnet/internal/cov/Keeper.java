package io.karawatt.proto.bacnet.internal.cov;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Writes the file of subscriptions on a thread of its own, so that the server never waits for a disk. */
final class Keeper implements AutoCloseable {

    private static final long PATIENCE_S = 3;

    private final SubscriptionFile file;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(task -> new Thread(task, "karawatt-bacnet-subscriptions"));
    private volatile Collection<Subscription> next = List.of();

    Keeper(SubscriptionFile file) {
        this.file = file;
    }

    /** Has all written soon; of several wishes the last counts. */
    void keep(Collection<Subscription> all) {
        next = all;
        thread.execute(() -> file.save(next));
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_S, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
