package io.karawatt.proto.bacnet.internal.net;

import io.karawatt.gateway.Face;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Who asks: the latest {@link #MOST} addresses. Counted by the server's thread, read by anybody. */
final class Peers {

    /** Most addresses followed. */
    static final int MOST = 64;

    private final Moment moment;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Peer> byLink = new LinkedHashMap<>();
    private @Nullable Peer last;

    private static final class Peer {

        private final long link;
        private final String text;
        private final Instant since;
        private final AtomicLong requests = new AtomicLong();
        private final AtomicLong refusals = new AtomicLong();
        private volatile Instant latest;

        Peer(BacnetAddress address, Instant now) {
            this.link = link(address);
            this.text = address.link().text();
            this.since = now;
            this.latest = now;
        }

        static long link(BacnetAddress address) {
            return ((address.ip() & 0xffffffffL) << 16) | address.port();
        }
    }

    Peers(Moment moment) {
        this.moment = moment;
    }

    /** Somebody asked. */
    void asked(BacnetAddress from) {
        Peer peer = peer(from);
        peer.requests.incrementAndGet();
        peer.latest = moment.wall();
    }

    /** Somebody was told no. */
    void refused(BacnetAddress to) {
        Peer peer = peer(to);
        peer.refusals.incrementAndGet();
    }

    private Peer peer(BacnetAddress address) {
        Peer before = last;
        if (before != null && before.link == Peer.link(address)) {
            return before;
        }
        lock.lock();
        try {
            Peer known = byLink.get(Peer.link(address));
            Peer peer = known == null ? enter(address) : known;
            last = peer;
            return peer;
        } finally {
            lock.unlock();
        }
    }

    private Peer enter(BacnetAddress address) {
        if (byLink.size() >= MOST) {
            Peer oldest = null;
            for (Peer one : byLink.values()) {
                oldest = oldest == null || one.latest.isBefore(oldest.latest) ? one : oldest;
            }
            if (oldest != null) {
                byLink.remove(oldest.link);
            }
        }
        Peer peer = new Peer(address, moment.wall());
        byLink.put(peer.link, peer);
        return peer;
    }

    /** Lists them, oldest first. */
    List<Face.Client> list() {
        lock.lock();
        try {
            return byLink.values().stream()
                    .map(one ->
                            new Face.Client(one.text, one.since, one.requests.get(), one.refusals.get(), one.latest))
                    .toList();
        } finally {
            lock.unlock();
        }
    }
}
