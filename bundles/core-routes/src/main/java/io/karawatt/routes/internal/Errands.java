package io.karawatt.routes.internal;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One named thread that does things one after the other; whoever waits for it waits with a bound. */
final class Errands implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Errands.class);

    private final ExecutorService executor;
    private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();
    private final Duration patience;

    Errands(String name, Duration patience) {
        this.patience = patience;
        this.executor = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            runner.set(thread);
            return thread;
        });
    }

    /** Does something later; after the end, nothing. */
    void run(Runnable errand) {
        try {
            executor.execute(() -> guarded(errand));
        } catch (RejectedExecutionException closed) {
            LOG.debug("too late for this errand");
        }
    }

    /** Does something and returns when it is done; from the thread itself at once; after the end, nothing. */
    void runAndWait(Runnable errand) {
        if (Thread.currentThread() == runner.get()) {
            errand.run();
            return;
        }
        CountDownLatch done = new CountDownLatch(1);
        if (executor.isShutdown()) {
            return;
        }
        run(() -> {
            try {
                errand.run();
            } finally {
                done.countDown();
            }
        });
        try {
            if (!done.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("not done after {} s, going on without", patience.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        executor.shutdownNow();
    }

    private static void guarded(Runnable errand) {
        try {
            errand.run();
        } catch (Throwable wrong) {
            // The thread's edge: the next errand must still be done.
            LOG.error("adding or removing routes failed:", wrong);
        }
    }
}
