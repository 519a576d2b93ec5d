package io.karawatt.proto.modbus.internal;

import io.karawatt.event.Event;
import io.karawatt.event.EventBus;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a face tells people, in log and logbook, without ever flooding them; used by the thread of the face alone. */
final class Notices {

    /** Equal troubles are told once in this time, the others as one sum. */
    static final Duration LOG_PERIOD = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);

    private final String face;
    private final EventBus events;
    private final Round round;
    private final Counters counters;
    private final Throttle failures = new Throttle(LOG_PERIOD);
    private String lastFault = "";

    Notices(String face, EventBus events, Round round, Counters counters) {
        this.face = face;
        this.events = events;
        this.round = round;
        this.counters = counters;
    }

    /** Tells good news. */
    void info(String text) {
        LOG.info("{}: {}", face, text);
        publish(Event.Severity.INFO, text);
    }

    /** Tells of something that should be mended. */
    void warning(String text) {
        LOG.warn("{}: {}", face, text);
        publish(Event.Severity.WARNING, text);
    }

    /** Tells the first failure to open and each new one loudly, repetitions quietly. */
    void shut(String text) {
        if (text.equals(lastFault)) {
            LOG.debug("{}: {}", face, text);
            return;
        }
        lastFault = text;
        LOG.error("{}: {}", face, text);
        publish(Event.Severity.ERROR, text);
    }

    /** Opening succeeded: the next failure is news again. */
    void opened(String text) {
        lastFault = "";
        info(text);
    }

    /** Something failed inside the gateway. */
    void failed(String what, RuntimeException e) {
        counters.add(Counters.Kind.FAILURES);
        if (failures.allows(round.nanos())) {
            LOG.error("{}: {} failed", face, what, e);
        }
    }

    /** Tells sums of what was held back. */
    void tick() {
        released(failures, "requests failed inside the gateway");
    }

    /** Tells the sum of what a throttle held back, when its period is over. */
    void released(Throttle throttle, String what) {
        long held = throttle.released(round.nanos());
        if (held > 0) {
            warning(held + " more " + what + " within " + LOG_PERIOD.toMinutes() + " min");
        }
    }

    private void publish(Event.Severity severity, String text) {
        events.publish(new Event.GatewayNotice(severity, face, text, round.wall()));
    }
}
