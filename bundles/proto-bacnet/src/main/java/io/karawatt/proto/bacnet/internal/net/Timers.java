package io.karawatt.proto.bacnet.internal.net;

import java.time.Duration;
import java.util.PriorityQueue;

/** What is to be done later on the server's thread; turned by that thread alone. */
final class Timers {

    private final Moment moment;
    private final PriorityQueue<Entry> queue = new PriorityQueue<>((a, b) -> Long.compare(a.due - b.due, 0));
    private int cancelled;

    Timers(Moment moment) {
        this.moment = moment;
    }

    private final class Entry implements Outbound.Timer {

        private final long due;
        private final Runnable task;
        private boolean over;

        Entry(long due, Runnable task) {
            this.due = due;
            this.task = task;
        }

        @Override
        public void cancel() {
            if (!over) {
                over = true;
                cancelled++;
                sweep();
            }
        }
    }

    /** Does something once, after a delay. */
    Outbound.Timer after(Duration delay, Runnable task) {
        Entry entry = new Entry(moment.nanos() + delay.toNanos(), task);
        queue.add(entry);
        return entry;
    }

    /** Does what is due. */
    void run() {
        for (Entry next = queue.peek(); next != null && next.due - moment.nanos() <= 0; next = queue.peek()) {
            queue.remove();
            if (next.over) {
                cancelled--;
            } else {
                next.over = true;
                next.task.run();
            }
        }
    }

    /** Returns milliseconds until something is due, rounded up: 0..most. */
    long untilNext(long most) {
        Entry next = queue.peek();
        if (next == null) {
            return most;
        }
        long millis = (next.due - moment.nanos() + 999_999) / 1_000_000;
        return Math.max(0, Math.min(most, millis));
    }

    /** Forgets everything. */
    void clear() {
        queue.clear();
        cancelled = 0;
    }

    /** Frees what was cancelled as soon as it is the greater part. */
    private void sweep() {
        if (cancelled > 64 && cancelled > queue.size() / 2) {
            queue.removeIf(entry -> entry.over);
            cancelled = 0;
        }
    }
}
