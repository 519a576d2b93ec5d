package io.karawatt.settings.internal;

import io.karawatt.access.AccessDecision;
import io.karawatt.access.AccessPolicy;
import io.karawatt.access.AccessRequest;
import io.karawatt.access.Refusals;
import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Asks the policy and keeps the audit: every refusal and every write is an event. Without a policy nothing is allowed.
 */
final class Gate {

    private final AtomicReference<@Nullable AccessPolicy> policy = new AtomicReference<>();
    private final EventBus events;
    private final Refusals refusals;
    private final InstantSource clock;

    Gate(EventBus events, InstantSource clock) {
        this.events = events;
        this.refusals = new Refusals(events, clock);
        this.clock = clock;
    }

    void bind(AccessPolicy came) {
        policy.set(came);
    }

    void unbind(AccessPolicy went) {
        policy.compareAndSet(went, null);
    }

    /** Asks; tells why not. */
    Optional<String> refusal(AccessRequest request) {
        AccessPolicy now = policy.get();
        AccessDecision decision = now == null
                ? new AccessDecision.Refused("there is no access policy, so nothing may be written")
                : now.decide(request);
        if (decision instanceof AccessDecision.Refused refused) {
            refusals.tell(request, refused.reason());
            return Optional.of(refused.reason());
        }
        return Optional.empty();
    }

    /** Tells what came of an allowed request. */
    void written(AccessRequest request, String outcome) {
        events.publish(new Event.WriteHappened(request, outcome, clock.instant()));
    }
}
