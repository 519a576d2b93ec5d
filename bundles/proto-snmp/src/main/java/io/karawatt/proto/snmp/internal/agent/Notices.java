package io.karawatt.proto.snmp.internal.agent;

import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the agent tells people, in log and logbook. Thread-safe. */
final class Notices {

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    private static final String SUBJECT = Grant.FACE;

    private final EventBus events;
    private final Time time;

    Notices(EventBus events, Time time) {
        this.events = events;
        this.time = time;
    }

    /** Tells good news. */
    void info(String text) {
        LOG.info("{}: {}", SUBJECT, text);
        publish(Event.Severity.INFO, text);
    }

    /** Tells of something that should be mended. */
    void warning(String text) {
        LOG.warn("{}: {}", SUBJECT, text);
        publish(Event.Severity.WARNING, text);
    }

    /** Tells that the agent can't work. */
    void error(String text) {
        LOG.error("{}: {}", SUBJECT, text);
        publish(Event.Severity.ERROR, text);
    }

    /** Something failed inside the agent; a broken program, so the stack is told. */
    void failed(String what, RuntimeException e) {
        LOG.error("{}: {} failed", SUBJECT, what, e);
        publish(Event.Severity.ERROR, what + " failed inside the gateway: " + e);
    }

    private void publish(Event.Severity severity, String text) {
        events.publish(new Event.GatewayNotice(severity, SUBJECT, text, time.wall()));
    }
}
