package io.karawatt.proto.bacnet.internal.net;

import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server tells people: news in log and logbook, and the troubles that someone must mend. Told by the server's
 * thread alone; the troubles are read by anybody.
 */
final class Notices {

    /** Name of the face. */
    static final String FACE = "bacnet";

    /** Most troubles kept at once. */
    static final int MOST_TROUBLES = 32;

    /** How long a trouble stands that is not seen any more. */
    static final Duration MEMORY = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private final EventBus events;
    private final Moment moment;
    private final Counters counters;
    private final Throttle failures = new Throttle(1, MEMORY);
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Trouble> troubles = new LinkedHashMap<>();

    private record Trouble(String text, long seen) {}

    Notices(EventBus events, Moment moment, Counters counters) {
        this.events = events;
        this.moment = moment;
        this.counters = counters;
    }

    /** Tells good news. */
    void info(String text) {
        LOG.info("{}: {}", FACE, text);
        publish(Event.Severity.INFO, text);
    }

    /** Something failed inside the gateway. */
    void failed(String what, RuntimeException e) {
        counters.add(Counters.Kind.FAILURES);
        if (failures.allows(moment.nanos())) {
            LOG.error("{}: {} failed", FACE, what, e);
        }
    }

    /**
     * There is something to mend; told once for as long as it stands.
     *
     * @param key what it is about; the next trouble with this key takes its place.
     * @param text what is wrong and how to mend it.
     */
    void trouble(String key, Event.Severity severity, String text) {
        boolean news;
        lock.lock();
        try {
            Trouble before = troubles.get(key);
            if (before == null && troubles.size() >= MOST_TROUBLES) {
                return;
            }
            news = before == null || !before.text.equals(text);
            troubles.put(key, new Trouble(text, moment.nanos()));
        } finally {
            lock.unlock();
        }
        if (news) {
            if (severity == Event.Severity.ERROR) {
                LOG.error("{}: {}", FACE, text);
            } else {
                LOG.warn("{}: {}", FACE, text);
            }
            publish(severity, text);
        }
    }

    /** It is mended; without effect when there was none. */
    void mended(String key, String text) {
        boolean was;
        lock.lock();
        try {
            was = troubles.remove(key) != null;
        } finally {
            lock.unlock();
        }
        if (was) {
            info(text);
        }
    }

    /** Forgets warnings about others that were not seen for long; called now and then. */
    void forget(String prefix) {
        lock.lock();
        try {
            troubles.entrySet()
                    .removeIf(one -> one.getKey().startsWith(prefix)
                            && moment.nanos() - one.getValue().seen >= MEMORY.toNanos());
        } finally {
            lock.unlock();
        }
    }

    /** Lists what is to be mended. */
    List<String> troubles() {
        lock.lock();
        try {
            return troubles.values().stream().map(Trouble::text).toList();
        } finally {
            lock.unlock();
        }
    }

    private void publish(Event.Severity severity, String text) {
        events.publish(new Event.GatewayNotice(severity, FACE, text, moment.wall()));
    }
}
