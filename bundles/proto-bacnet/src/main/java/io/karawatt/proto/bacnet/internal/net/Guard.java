package io.karawatt.proto.bacnet.internal.net;

import io.karawatt.access.AccessDecision;
import io.karawatt.access.AccessPolicy;
import io.karawatt.access.AccessRequest;
import io.karawatt.access.AccessRequest.Operation;
import io.karawatt.access.Asker;
import io.karawatt.access.Refusals;
import io.karawatt.event.Event;
import io.karawatt.event.EventBus;

/**
 * Asks the policy before anything is changed and puts every refusal and every deed on record; a client that asks again
 * and again fills no logbook. Used by the server's thread alone.
 */
final class Guard {

    private static final String NOBODY = "anonymous";

    private final AccessPolicy policy;
    private final EventBus events;
    private final Moment moment;
    private final Counters counters;
    private final Refusals refusals;

    Guard(AccessPolicy policy, EventBus events, Moment moment, Counters counters) {
        this.policy = policy;
        this.events = events;
        this.moment = moment;
        this.counters = counters;
        this.refusals = new Refusals(events, moment::wall);
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
        refusals.tell(asker(from).wants(operation, target), reason);
    }

    /** Puts a deed on record. */
    void done(BacnetAddress from, Operation operation, String target, String outcome) {
        AccessRequest request = asker(from).wants(operation, target);
        events.publish(new Event.WriteHappened(request, outcome, moment.wall()));
    }
}
