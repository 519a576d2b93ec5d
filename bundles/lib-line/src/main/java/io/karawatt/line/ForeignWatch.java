package io.karawatt.line;

import io.karawatt.event.Event.GatewayNotice;
import io.karawatt.event.Event.Severity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells once when another master talks on the line, and once when it is gone. Belongs to the thread of the line. */
final class ForeignWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ForeignWatch.class);

    /** One sound frame can be chance: 16 bits of checksum let one piece of noise in 65,536 pass. */
    private static final int FRAMES = 2;

    /** So far apart they are chance, and so long a silence means that it is gone. */
    private static final long QUIET_NANOS = 120_000_000_000L;

    private final String line;
    private final LineContext context;
    private boolean there;
    private long seen;
    private long fresh;
    private long lastAt;

    ForeignWatch(String line, LineContext context) {
        this.line = line;
        this.context = context;
    }

    /**
     * Looks whether there is something to tell.
     *
     * @param frames frames of another master heard so far.
     * @param heard the latest of them, for people.
     * @param now the present moment.
     */
    void look(long frames, String heard, long now) {
        if (frames > seen) {
            fresh = now - lastAt > QUIET_NANOS ? frames - seen : fresh + frames - seen;
            seen = frames;
            lastAt = now;
            if (!there && fresh >= FRAMES) {
                there = true;
                LOG.warn("{}: another master talks on the line: {}", line, heard);
                tell(
                        Severity.WARNING,
                        "another master talks on this line (" + heard
                                + "); two masters garble each other: let one of them be a slave or disconnect it");
            }
        } else if (there && now - lastAt > QUIET_NANOS) {
            there = false;
            fresh = 0;
            LOG.info("{}: the other master is quiet", line);
            tell(Severity.INFO, "the other master has been quiet for " + QUIET_NANOS / 1_000_000_000 + " s");
        }
    }

    private void tell(Severity severity, String text) {
        context.events()
                .publish(new GatewayNotice(
                        severity, "line " + line, text, context.clock().instant()));
    }
}
