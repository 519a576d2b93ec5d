package io.karawatt.line;

import io.karawatt.bus.BusReply;
import io.karawatt.bus.BusRequest;
import io.karawatt.model.RegisterTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Requests of the north that wait for the line; bounded, first come first served, equal reads asked once.
 *
 * <p>Thread-safe. Futures are completed outside the lock.
 */
final class RequestQueue {

    private final String line;
    private final int limit;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Map<ReadKey, Entry> reads = new HashMap<>();
    private int askers;
    private long earliest = Long.MAX_VALUE;
    private @Nullable String closed;

    RequestQueue(String line, int limit) {
        this.line = line;
        this.limit = limit;
    }

    private record ReadKey(int unit, RegisterTable table, int address, int count) {

        static @Nullable ReadKey of(BusRequest request) {
            return request instanceof BusRequest.Read read
                    ? new ReadKey(read.unit(), read.table(), read.address(), read.count())
                    : null;
        }
    }

    /** One who waits, and until when. */
    private record Asker(CompletableFuture<BusReply> future, long until) {}

    /** A transaction that one or several wait for. */
    static final class Entry {

        private final BusRequest request;
        private final List<Asker> askers = new ArrayList<>();
        private int tries;

        private Entry(BusRequest request) {
            this.request = request;
        }

        BusRequest request() {
            return request;
        }

        int tries() {
            return tries;
        }

        void tried() {
            tries++;
        }

        void complete(BusReply reply) {
            askers.forEach(asker -> asker.future.complete(reply));
        }
    }

    /**
     * Queues a request.
     *
     * @param request what is wanted.
     * @param now the present moment.
     * @return the reply to come; already there when the queue is full or closed.
     */
    CompletableFuture<BusReply> add(BusRequest request, long now) {
        CompletableFuture<BusReply> future = new CompletableFuture<>();
        BusReply refusal =
                enqueue(request, new Asker(future, now + request.patience().toNanos()));
        if (refusal != null) {
            future.complete(refusal);
        }
        return future;
    }

    private synchronized @Nullable BusReply enqueue(BusRequest request, Asker asker) {
        if (closed != null) {
            return new BusReply.LineDown(closed);
        }
        if (askers >= limit) {
            return new BusReply.Busy("the queue of line " + line + " is full: " + limit + " are waiting");
        }
        askers++;
        earliest = Math.min(earliest, asker.until);
        ReadKey key = ReadKey.of(request);
        Entry entry = key == null ? null : reads.get(key);
        if (entry == null) {
            entry = new Entry(request);
            entries.add(entry);
            if (key == null) {
                // A read asked after a write must not get an answer from before it.
                reads.keySet().removeIf(read -> read.unit == request.unit());
            } else {
                reads.put(key, entry);
            }
        }
        entry.askers.add(asker);
        return null;
    }

    synchronized boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Registers of the request that is next; 0 when there is none. */
    synchronized int nextSize() {
        Entry entry = entries.peek();
        if (entry == null) {
            return 0;
        }
        BusRequest request = entry.request;
        if (request instanceof BusRequest.Read read) {
            return read.count();
        }
        return request instanceof BusRequest.Write write ? write.values().size() : BusRequest.MAX_WRITE;
    }

    /** Moment at which the first asker's patience ends. */
    synchronized long earliest() {
        return earliest;
    }

    /** Takes the next request; null when there is none. Call {@link #expire} before. */
    synchronized @Nullable Entry take() {
        Entry entry = entries.poll();
        if (entry != null) {
            forget(entry);
            askers -= entry.askers.size();
        }
        return entry;
    }

    /** Puts a request back to the front, to be tried again. */
    void putBack(Entry entry) {
        String reason;
        synchronized (this) {
            reason = closed;
            if (reason == null) {
                entries.addFirst(entry);
                askers += entry.askers.size();
                entry.askers.forEach(asker -> earliest = Math.min(earliest, asker.until));
            }
        }
        if (reason != null) {
            entry.complete(new BusReply.LineDown(reason));
        }
    }

    /** Tells everybody whose patience is over. */
    void expire(long now) {
        if (now >= earliest()) {
            BusReply busy = new BusReply.Busy("line " + line + " had no time for it within the patience given");
            removeExpired(now).forEach(asker -> asker.future.complete(busy));
        }
    }

    private synchronized List<Asker> removeExpired(long now) {
        List<Asker> expired = new ArrayList<>();
        earliest = Long.MAX_VALUE;
        for (Iterator<Entry> all = entries.iterator(); all.hasNext(); ) {
            Entry entry = all.next();
            for (Iterator<Asker> waiting = entry.askers.iterator(); waiting.hasNext(); ) {
                Asker asker = waiting.next();
                if (now >= asker.until) {
                    waiting.remove();
                    expired.add(asker);
                } else {
                    earliest = Math.min(earliest, asker.until);
                }
            }
            if (entry.askers.isEmpty()) {
                all.remove();
                forget(entry);
            }
        }
        askers -= expired.size();
        return expired;
    }

    private void forget(Entry entry) {
        ReadKey key = ReadKey.of(entry.request);
        if (key != null) {
            reads.remove(key, entry);
        }
    }

    /** Answers everybody that the line can't be used. */
    void drain(String reason) {
        for (Entry entry = take(); entry != null; entry = take()) {
            entry.complete(new BusReply.LineDown(reason));
        }
    }

    /** Refuses everything from now on. */
    void close(String reason) {
        synchronized (this) {
            closed = reason;
        }
        drain(reason);
    }
}
