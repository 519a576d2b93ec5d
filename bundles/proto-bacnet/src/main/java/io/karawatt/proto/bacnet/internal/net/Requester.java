package io.karawatt.proto.bacnet.internal.net;

import io.karawatt.proto.bacnet.internal.net.Outbound.Delivery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The client's side of confirmed requests (clause 5.4.4): sent, repeated, acknowledged or given up. */
final class Requester {

    /** Most requests that wait for one address. */
    static final int OF_ADDRESS = 64;

    /** Most requests that wait in total. */
    static final int IN_TOTAL = 1024;

    private static final int INVOKE_IDS = 256;

    private final Ground ground;
    private final Sender sender;
    private final Map<Exchange.Key, Pending> active = new HashMap<>();
    private final Map<Integer, Integer> byAddress = new HashMap<>();
    private final Octets abort = new Octets(8, 8);
    private int nextId;

    private final class Pending {

        private final Exchange.Key key;
        private final Octets apdu;
        private final Outbound.Outcome outcome;
        private Outbound.@Nullable Timer timer;
        private int retries;

        Pending(Exchange.Key key, Octets apdu, Outbound.Outcome outcome) {
            this.key = key;
            this.apdu = apdu;
            this.outcome = outcome;
        }

        void send() {
            sender.unicast(key.device(), key.peer(), true, apdu.rewind());
            timer = ground.timers().after(ground.terms().timeout(), this::silent);
        }

        private void silent() {
            if (retries >= ground.terms().retries()) {
                ground.counters().add(Counters.Kind.UNANSWERED);
                finish(this, Delivery.UNANSWERED);
            } else {
                retries++;
                ground.counters().add(Counters.Kind.RETRIES);
                send();
            }
        }
    }

    Requester(Ground ground, Sender sender) {
        this.ground = ground;
        this.sender = sender;
    }

    /** Sends a request; see {@link Outbound#confirmed}. */
    void send(int device, BacnetAddress to, int service, byte[] body, Outbound.Outcome outcome) {
        int waiting = byAddress.getOrDefault(to.ip(), 0);
        if (active.size() >= IN_TOTAL || waiting >= OF_ADDRESS) {
            ground.counters().add(Counters.Kind.NOT_SENT);
            outcome.done(Delivery.NOT_SENT);
            return;
        }
        Exchange.Key key = key(device, to);
        int length = body.length + 4;
        Octets apdu = new Octets(length, length);
        apdu.u8(Apdu.CONFIRMED << 4)
                .u8(Apdu.OUR_ABILITIES)
                .u8(key.invokeId())
                .u8(service)
                .put(body);
        Pending pending = new Pending(key, apdu, outcome);
        active.put(key, pending);
        byAddress.put(to.ip(), waiting + 1);
        ground.counters().add(Counters.Kind.CONFIRMED);
        pending.send();
    }

    /** Finds a number that is free towards this peer: fewer wait than there are numbers. */
    private Exchange.Key key(int device, BacnetAddress to) {
        Exchange.Key key;
        do {
            nextId = (nextId + 1) % INVOKE_IDS;
            key = new Exchange.Key(to, device, nextId);
        } while (active.containsKey(key));
        return key;
    }

    /** An answer came. */
    void answered(BacnetAddress from, int device, Apdu apdu) {
        Pending pending = active.get(new Exchange.Key(from, device, apdu.invokeIdNumber()));
        if (pending == null) {
            return; // late, or never asked
        }
        switch (apdu.type()) {
            case Apdu.SIMPLE_ACK -> finish(pending, Delivery.ACKNOWLEDGED);
            case Apdu.COMPLEX_ACK -> {
                if (apdu.segmented()) {
                    refuseSegments(pending.key);
                }
                finish(pending, Delivery.REFUSED); // no notification is answered so
            }
            default -> finish(pending, Delivery.REFUSED);
        }
    }

    private void refuseSegments(Exchange.Key key) {
        int notSupported = 4;
        abort.clear().u8(Apdu.ABORT << 4).u8(key.invokeId()).u8(notSupported);
        sender.unicast(key.device(), key.peer(), false, abort);
    }

    private void finish(Pending pending, Delivery delivery) {
        active.remove(pending.key);
        byAddress.computeIfPresent(pending.key.peer().ip(), (ip, waiting) -> waiting > 1 ? waiting - 1 : null);
        if (pending.timer != null) {
            pending.timer.cancel();
        }
        pending.outcome.done(delivery);
    }

    /** Gives up everything; the server closes. */
    void close() {
        List.copyOf(active.values()).forEach(pending -> finish(pending, Delivery.NOT_SENT));
    }

    /** How many wait. */
    int waiting() {
        return active.size();
    }
}
