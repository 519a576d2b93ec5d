package io.karawatt.simulator.internal.physics;

/** What a load draws, as a function of time: class, nominal power and chance. */
public final class LoadPattern {

    private static final int SLOW = 1;
    private static final int FAST = 2;
    private static final int SESSION = 3;
    private static final int BURST = 4;
    private static final int CLOUD = 5;
    private static final double HOUR = 3600;
    private static final double[] SESSION_WINDOWS = {8, 17};
    private static final double SESSION_WINDOW_HOURS = 2;
    private static final long BURST_SLOT = 60;

    private final LoadClass kind;
    private final double nominal;
    private final Noise noise;

    /**
     * Makes the pattern of one load.
     *
     * @param kind its class.
     * @param nominal nominal power in W, above 0.
     * @param noise its own chance.
     */
    public LoadPattern(LoadClass kind, double nominal, Noise noise) {
        this.kind = kind;
        this.nominal = nominal;
        this.noise = noise;
    }

    /**
     * Returns the class.
     *
     * @return the class.
     */
    public LoadClass kind() {
        return kind;
    }

    /**
     * Returns the nominal power.
     *
     * @return W.
     */
    public double nominal() {
        return nominal;
    }

    /**
     * Returns the power at a moment.
     *
     * @param now the moment.
     * @return W; negative when fed into the network.
     */
    public double power(Moment now) {
        double share =
                switch (kind.behaviour()) {
                    case CURVE -> kind.base() + (1 - kind.base()) * curve(now);
                    case DRIFT -> kind.base() * (1 + 0.02 * noise.smooth(SLOW, now.second(), 4 * HOUR));
                    case SESSIONS -> sessions(now);
                    case BURSTS -> kind.base() + (1 - kind.base()) * burst(now);
                    case SUN -> -sun(now);
                };
        double flicker = 1 + 0.01 * noise.smooth(FAST, now.second(), 20);
        return nominal * share * flicker;
    }

    private double curve(Moment now) {
        double wander = 1 + 0.03 * noise.smooth(SLOW, now.second(), 300);
        double season = 1 + kind.summer() * now.season();
        return kind.shape().at(now.hour()) * kind.factor(now.day()) * season * wander;
    }

    /** A charging point: perhaps a car in the morning, perhaps one in the evening. */
    private double sessions(Moment now) {
        double share = 0;
        for (int window = 0; window < SESSION_WINDOWS.length; window++) {
            long index = now.epochDay() * SESSION_WINDOWS.length + window;
            if (noise.uniform(SESSION, index) > 0.8 * kind.factor(now.day())) {
                continue;
            }
            double start = SESSION_WINDOWS[window] + SESSION_WINDOW_HOURS * noise.uniform(SESSION + 100, index);
            double hours = 0.5 + 3.5 * noise.uniform(SESSION + 200, index);
            if (now.hour() >= start && now.hour() < start + hours) {
                double pick = noise.uniform(SESSION + 300, index);
                share = Math.max(share, pick < 0.3 ? 1.0 / 3 : pick < 0.7 ? 0.5 : 1);
            }
        }
        return share;
    }

    /** A lift: a ride of 20 to 40 s in some of the minutes; down and lightly loaded it brakes into the network. */
    private double burst(Moment now) {
        long slot = Math.floorDiv(now.second(), BURST_SLOT);
        double chance = kind.shape().at(now.hour()) * kind.factor(now.day());
        double into = Math.floorMod(now.second(), BURST_SLOT);
        double length = 20 + 20 * noise.uniform(BURST + 100, slot);
        if (noise.uniform(BURST, slot) > chance || into >= length) {
            return 0;
        }
        double power = 0.5 + 0.5 * noise.uniform(BURST + 200, slot);
        return noise.uniform(BURST + 300, slot) < 0.35 ? -0.3 * power : power;
    }

    private double sun(Moment now) {
        double half = 6 + 2 * now.season();
        double x = (now.hour() - 12.5 + half) / (2 * half);
        if (x <= 0 || x >= 1) {
            return 0;
        }
        double cloud = 0.35 + 0.65 / (1 + Math.exp(-2 * noise.smooth(CLOUD, now.second(), 600)));
        return Math.pow(Math.sin(Math.PI * x), 1.3) * cloud * (0.7 + 0.3 * now.season());
    }
}
