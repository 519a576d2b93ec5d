package io.karawatt.proto.bacnet.internal.net;

import com.serotonin.bacnet4j.type.enumerated.RejectReason;
import io.karawatt.access.Asker;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TimeSynchronization and UTCTimeSynchronization (clauses 16.7 and 16.8): the time of a listed source goes to the
 * clocks of the meters. Whoever is not listed is refused.
 */
final class TimeSync {

    /** Times taken within {@link #PERIOD}; setting clocks costs time on every line. */
    static final int MOST = 1;

    /** The period. */
    static final Duration PERIOD = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(TimeSync.class);
    private static final String TARGET = "clocks of all devices";
    private static final int TAG_DATE = 10;
    private static final int TAG_TIME = 11;
    private static final int EPOCH = 1900;
    private static final int HUNDREDTH = 10_000_000;

    private final Ground ground;
    private final Clocks clocks;
    private final Set<Integer> sources;
    private final ZoneId zone;
    private final Throttle throttle = new Throttle(MOST, PERIOD);

    /** Sets the clocks of all meters. */
    interface Clocks {

        /** Sets them; must not wait. The policy is asked behind it. */
        void set(Asker asker, Instant now);
    }

    /**
     * Makes it.
     *
     * @param sources IPv4 addresses from which the time is taken.
     * @param zone zone of the local time that is told.
     */
    TimeSync(Ground ground, Clocks clocks, Set<Integer> sources, ZoneId zone) {
        this.ground = ground;
        this.clocks = clocks;
        this.sources = Set.copyOf(sources);
        this.zone = zone;
    }

    /** Takes a local time. */
    void local(BacnetAddress from, Tags tags) throws Malformed {
        set(from, read(tags).atZone(zone).toInstant());
    }

    /** Takes a time in UTC. */
    void utc(BacnetAddress from, Tags tags) throws Malformed {
        set(from, read(tags).toInstant(ZoneOffset.UTC));
    }

    private static LocalDateTime read(Tags tags) throws Malformed {
        int date = tags.four(TAG_DATE);
        int time = tags.four(TAG_TIME);
        tags.finish();
        try {
            return LocalDateTime.of(
                    EPOCH + (date >>> 24),
                    (date >>> 16) & 0xff,
                    (date >>> 8) & 0xff,
                    time >>> 24,
                    (time >>> 16) & 0xff,
                    (time >>> 8) & 0xff,
                    (time & 0xff) * HUNDREDTH);
        } catch (DateTimeException e) {
            throw new Malformed(RejectReason.parameterOutOfRange); // a wildcard, or no such day
        }
    }

    private void set(BacnetAddress from, Instant now) {
        if (!sources.contains(from.ip())) {
            ground.guard()
                    .refused(
                            from,
                            TARGET,
                            "time is taken from the addresses in 'time.sources' of etc/" + BacnetServer.PID
                                    + ".cfg only");
        } else if (!throttle.allows(ground.moment().nanos())) {
            LOG.debug("time from {} not used: another one came within {} s", from, PERIOD.toSeconds());
        } else {
            ground.counters().add(Counters.Kind.TIME);
            clocks.set(ground.guard().asker(from), now);
        }
    }
}
