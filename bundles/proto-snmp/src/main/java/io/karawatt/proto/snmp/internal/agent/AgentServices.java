package io.karawatt.proto.snmp.internal.agent;

import io.karawatt.event.EventBus;
import io.karawatt.event.EventOutlet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** What the agent needs from the rest of the gateway; all of it may come and go while the agent runs. Thread-safe. */
@Component(service = AgentServices.class)
public final class AgentServices {

    private final EventOutlet events = new EventOutlet();
    private final List<AgentPart> parts = new ArrayList<>();
    private @Nullable RunningEngine engine;

    /**
     * The event bus came.
     *
     * @param came takes refusals and notices.
     */
    @Reference(name = "events", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    public void setEvents(EventBus came) {
        events.set(came);
    }

    /**
     * The event bus went.
     *
     * @param went the bus.
     */
    public void unsetEvents(EventBus went) {
        events.unset(went);
    }

    /**
     * A part of the agent came.
     *
     * @param part brings objects or sends notifications.
     */
    @Reference(name = "part", cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    public synchronized void addPart(AgentPart part) {
        parts.add(part);
        RunningEngine now = engine;
        if (now != null) {
            now.attach(part);
        }
    }

    /**
     * A part of the agent went.
     *
     * @param part the part.
     */
    public synchronized void removePart(AgentPart part) {
        parts.remove(part);
        RunningEngine now = engine;
        if (now != null) {
            now.detach(part);
        }
    }

    /** An engine runs: all parts join it. */
    synchronized void join(RunningEngine started) {
        engine = started;
        parts.forEach(started::attach);
    }

    /** An engine ends. */
    synchronized void leave(RunningEngine ended) {
        if (engine == ended) {
            engine = null;
        }
    }

    EventBus events() {
        return events;
    }
}
