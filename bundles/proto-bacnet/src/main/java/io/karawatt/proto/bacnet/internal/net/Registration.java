package io.karawatt.proto.bacnet.internal.net;

import io.karawatt.event.Event;
import java.time.Duration;

/**
 * Our own registration as foreign device at a BBMD of another subnet (Annex J.5.2.2): asked for until granted, renewed
 * after half of its time, asked for anew when the BBMD says no or nothing.
 */
final class Registration {

    /** First pause before asking again. */
    static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

    /** Longest pause before asking again. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    private static final String TROUBLE = "foreign.bbmd";

    private final BacnetAddress bbmd;
    private final int ttl;
    private final Wire wire;
    private final Timers timers;
    private final Moment moment;
    private final Notices notices;
    private Duration pause = FIRST_PAUSE;
    private long until;
    private boolean granted;
    private volatile String state;

    Registration(Settings.Foreign foreign, Wire wire, Timers timers, Moment moment, Notices notices) {
        this.bbmd = foreign.bbmd();
        this.ttl = foreign.ttl();
        this.wire = wire;
        this.timers = timers;
        this.moment = moment;
        this.notices = notices;
        this.state = "registering as foreign device at " + bbmd.text();
    }

    /** Begins to ask. */
    void start() {
        ask();
    }

    private void ask() {
        Octets out = new Octets(6, 6).u8(Bvll.TYPE).u8(Bvll.REGISTER).u16(6).u16(ttl);
        wire.send(out.array(), out.head(), out.length(), bbmd.ip(), bbmd.port());
        timers.after(pause, this::again);
        Duration longer = pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
    }

    /** The pause is over: ask again, unless the registration is young. */
    private void again() {
        if (granted && until - moment.nanos() > half()) {
            timers.after(Duration.ofNanos(until - moment.nanos() - half()), this::again);
            return;
        }
        if (granted && until - moment.nanos() <= 0) {
            granted = false;
            lost("does not answer");
        } else if (!granted) {
            lost("does not answer");
        }
        ask();
    }

    private long half() {
        return Duration.ofSeconds(ttl).toNanos() / 2;
    }

    /** The BBMD answered. */
    void answered(int result) {
        if (result == 0) {
            granted = true;
            until = moment.nanos() + Duration.ofSeconds(ttl).toNanos();
            pause = FIRST_PAUSE;
            state = "registered as foreign device at " + bbmd.text() + " for " + ttl + " s, renewed in time";
            notices.mended(TROUBLE, "registered as foreign device at " + bbmd.text());
        } else {
            granted = false;
            lost(String.format("refused it (0x%04X)", result));
        }
    }

    private void lost(String how) {
        state = "not registered at " + bbmd.text() + ": it " + how + "; asking again";
        String text = "the BBMD " + bbmd.text() + " " + how + ": devices of other subnets don't find the gateway; check"
                + " 'foreign.bbmd', that a BBMD runs there, takes foreign devices and can be reached over UDP";
        notices.trouble(TROUBLE, Event.Severity.WARNING, text);
    }

    /** Whether broadcasts may be given to the BBMD to distribute. */
    boolean granted() {
        return granted;
    }

    /** The BBMD. */
    BacnetAddress bbmd() {
        return bbmd;
    }

    /** Says how it stands; from any thread. */
    String state() {
        return state;
    }
}
