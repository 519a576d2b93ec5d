package io.karawatt.proto.snmp.internal.agent;

import io.karawatt.gateway.Face;
import java.net.InetAddress;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.UdpAddress;

/** Remembers who asked: the last {@link #MOST} hosts that were recognised. Thread-safe. */
final class Peers {

    /** Hosts that are remembered. */
    static final int MOST = 64;

    private final Time time;
    private final Map<InetAddress, Peer> byHost = new LinkedHashMap<>(MOST, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Peer> eldest) {
            return size() > MOST;
        }
    };

    Peers(Time time) {
        this.time = time;
    }

    private static final class Peer {

        private final Instant since;
        private Instant last;
        private long requests;

        Peer(Instant since) {
            this.since = since;
            this.last = since;
        }
    }

    /** Somebody who was recognised asked. */
    void asked(Address from) {
        if (from instanceof UdpAddress udp) {
            Instant now = time.wall();
            synchronized (this) {
                Peer peer = byHost.computeIfAbsent(udp.getInetAddress(), host -> new Peer(now));
                peer.last = now;
                peer.requests++;
            }
        }
    }

    /** Tells who asked. */
    synchronized List<Face.Client> shown() {
        return byHost.entrySet().stream()
                .map(entry -> new Face.Client(
                        entry.getKey().getHostAddress(),
                        entry.getValue().since,
                        entry.getValue().requests,
                        0,
                        entry.getValue().last))
                .toList();
    }
}
