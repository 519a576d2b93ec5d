package io.karawatt.live.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts something that should not happen and tells the log at the first time, then at most once an hour. */
final class Losses {

    private static final Logger LOG = LoggerFactory.getLogger(Losses.class);
    private static final Duration PAUSE = Duration.ofHours(1);

    private final String what;
    private final AtomicLong count = new AtomicLong();
    private final AtomicReference<Instant> nextWord = new AtomicReference<>(Instant.MIN);

    Losses(String what) {
        this.what = what;
    }

    void add(String device, Instant now) {
        long soFar = count.incrementAndGet();
        Instant due = nextWord.get();
        if (!now.isBefore(due) && nextWord.compareAndSet(due, now.plus(PAUSE))) {
            LOG.warn("{}: {} (latest: {})", soFar, what, device);
        }
    }

    /** Returns the number since the last call of this method. */
    long take() {
        return count.getAndSet(0);
    }

    long count() {
        return count.get();
    }
}
