package io.karawatt.proto.bacnet.internal.net;

import io.karawatt.access.AccessDecision;
import io.karawatt.access.AccessPolicy;
import io.karawatt.access.AccessRequest;
import io.karawatt.access.AccessRequest.Operation;
import io.karawatt.access.Asker;
import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Asks the policy before anything is changed and puts every refusal and every deed on record; a client that asks again
 * and again fills no logbook. Used by the server's thread alone.
 */
final class Guard {

    /** Refusals of one address told within {@link #PERIOD}; the others are counted only. */
    static final int BURST = 5;

    /** The period. */
    static final Duration PERIOD = Duration.ofMinutes(1);

    /** Addresses followed at once; those beyond share one entry. */
    static final int MOST_ADDRESSES = 64;

    private static final String NOBODY = "anonymous";
    private static final int OTHERS = 0;

    private final AccessPolicy policy;
    private final EventBus events;
    private final Moment moment;
    private final Counters counters;
    private final Map<Integer, Throttle> byAddress = new HashMap<>();

    Guard(AccessPolicy policy, EventBus events, Moment moment, Counters counters) {
        this.policy = policy;
        this.events = events;
        this.moment = moment;
        this.counters = counters;
    }

    /** Says who a peer is: BACnet knows no users. */
    Asker asker(BacnetAddress from) {
        return new Asker(Notices.FACE, NOBODY, from.text());
    }

    /** Asks the policy; a refusal is put on record. */
    boolean allows(BacnetAddress from, Operation operation, String target) {
        AccessDecision decision = policy.decide(asker(from).wants(operation, target));
        if (decision instanceof AccessDecision.Refused refused) {
            refused(from, operation, target, refused.reason());
            return false;
        }
        return true;
    }

    /** Puts the refusal of a command on record. */
    void refused(BacnetAddress from, String target, String reason) {
        refused(from, Operation.COMMAND, target, reason);
    }

    private void refused(BacnetAddress from, Operation operation, String target, String reason) {
        counters.add(Counters.Kind.REFUSED);
        if (byAddress.size() >= MOST_ADDRESSES && !byAddress.containsKey(from.ip())) {
            byAddress.values().removeIf(throttle -> throttle.over(moment.nanos()));
        }
        int address = byAddress.containsKey(from.ip()) || byAddress.size() < MOST_ADDRESSES ? from.ip() : OTHERS;
        Throttle throttle = byAddress.computeIfAbsent(address, ip -> new Throttle(BURST, PERIOD));
        if (throttle.allows(moment.nanos())) {
            AccessRequest request = asker(from).wants(operation, target);
            events.publish(new Event.AccessRefused(request, reason, moment.wall()));
        }
    }

    /** Puts a deed on record. */
    void done(BacnetAddress from, Operation operation, String target, String outcome) {
        AccessRequest request = asker(from).wants(operation, target);
        events.publish(new Event.WriteHappened(request, outcome, moment.wall()));
    }
}
