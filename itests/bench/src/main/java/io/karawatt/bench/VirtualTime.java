package io.karawatt.bench;

import io.karawatt.line.LineEngine;
import io.karawatt.modbus.serial.Timeline;
import io.karawatt.topology.Installation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;

/**
 * Time that passes only when the line waits, with an agenda of what happens when. Days go by in minutes, and the
 * machine has no part in the figures.
 *
 * <p>Only one line lives in it. What is on the agenda is done by the thread of the line, between two of its waits.
 */
final class VirtualTime implements Timeline, InstantSource {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private final PriorityQueue<Entry> agenda = new PriorityQueue<>(Comparator.comparingLong(Entry::at));
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile long now;
    private volatile long last = Long.MAX_VALUE;

    private record Entry(long at, Runnable action) {}

    /**
     * Puts something on the agenda; before the line starts, or from another entry.
     *
     * @param moment since the begin.
     * @param action what to do then.
     */
    void at(Duration moment, Runnable action) {
        agenda.add(new Entry(moment.toNanos(), action));
    }

    /**
     * Puts something on the agenda that is done again and again.
     *
     * @param period time from one to the next.
     * @param action what to do.
     */
    void every(Duration period, Runnable action) {
        agenda.add(new Entry(now + period.toNanos(), () -> {
            action.run();
            every(period, action);
        }));
    }

    /** Lets time end with the entry of the agenda that says so. */
    void end() {
        last = now;
    }

    /**
     * Lets a line work until an entry of the agenda ends time.
     *
     * @param line the line; not started yet, closed afterwards.
     * @param site what it reads.
     * @throws InterruptedException when the thread is interrupted.
     */
    void run(LineEngine line, Installation site) throws InterruptedException {
        try (line) {
            line.changed(site);
            line.start();
            end.await();
        }
    }

    /**
     * Lets a line work until the end of time, which comes in no time.
     *
     * @param line the line; not started yet, closed afterwards.
     * @param site what it reads.
     * @param duration when time ends, since the begin; whatever is on the agenda by then is done.
     * @throws InterruptedException when the thread is interrupted.
     */
    void run(LineEngine line, Installation site, Duration duration) throws InterruptedException {
        last = duration.toNanos();
        run(line, site);
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void sleepUntil(long nanos) throws InterruptedException {
        Entry next = agenda.peek();
        while (next != null && next.at() <= Math.min(nanos, last)) {
            agenda.remove();
            now = Math.max(now, next.at());
            next.action().run();
            next = agenda.peek();
        }
        if (nanos > last) {
            end.countDown();
            throw new InterruptedException();
        }
        now = Math.max(now, nanos);
    }

    @Override
    public Instant instant() {
        return START.plusNanos(now);
    }
}
