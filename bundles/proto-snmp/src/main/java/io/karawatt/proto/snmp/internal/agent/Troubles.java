package io.karawatt.proto.snmp.internal.agent;

import java.time.Duration;

/** Tells failures inside the agent once an hour, the others as one sum. For one thread. */
final class Troubles {

    /** Failures are told once in this time. */
    static final Duration PERIOD = Duration.ofHours(1);

    private final Notices notices;
    private final Time time;
    private boolean told;
    private long since;
    private long held;

    Troubles(Notices notices, Time time) {
        this.notices = notices;
        this.time = time;
    }

    /** Something failed. */
    void failed(String what, RuntimeException e) {
        if (told) {
            held++;
            return;
        }
        told = true;
        since = time.nanos();
        notices.failed(what, e);
    }

    /** Tells the sum of what was held back, when the period is over. */
    void tick() {
        if (told && time.nanos() - since >= PERIOD.toNanos()) {
            told = false;
            if (held > 0) {
                notices.warning(
                        held + " more requests failed inside the gateway within " + PERIOD.toMinutes() + " min");
            }
            held = 0;
        }
    }
}
