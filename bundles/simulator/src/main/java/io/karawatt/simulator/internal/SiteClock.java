package io.karawatt.simulator.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The time at a simulated site: begins with ours and then passes at its own speed. */
public final class SiteClock implements InstantSource {

    private final InstantSource ours;
    private final Instant start;
    private final double speed;

    /**
     * Starts the clock.
     *
     * @param ours our time.
     * @param speed seconds at the site for one of ours, above 0.
     */
    public SiteClock(InstantSource ours, double speed) {
        this.ours = ours;
        this.start = ours.instant();
        this.speed = speed;
    }

    @Override
    public Instant instant() {
        Duration passed = Duration.between(start, ours.instant());
        double seconds = (passed.getSeconds() + passed.getNano() * 1e-9) * speed;
        return start.plusNanos((long) (seconds * 1e9));
    }
}
