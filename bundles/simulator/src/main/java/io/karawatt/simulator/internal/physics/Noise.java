package io.karawatt.simulator.internal.physics;

/**
 * Chance that repeats: every number follows from seed, stream and time alone, so that the state of the site at a moment
 * does not depend on when somebody looked at it before.
 */
public final class Noise {

    private final long seed;

    /**
     * Makes a source.
     *
     * @param seed the site's seed.
     * @param name what the numbers are for; different names give independent numbers.
     */
    public Noise(long seed, String name) {
        this.seed = mix(seed ^ mix(name.hashCode() * 0x9E3779B97F4A7C15L));
    }

    /**
     * Returns a number of a uniform distribution.
     *
     * @param stream which of many independent sequences.
     * @param index position in the sequence.
     * @return 0 or more, below 1.
     */
    public double uniform(int stream, long index) {
        return (mix(seed + mix(stream * 0x632BE59BD9B4E019L + index)) >>> 11) * 0x1p-53;
    }

    /**
     * Returns a number of a normal distribution, limited to about 3.4.
     *
     * @param stream which of many independent sequences.
     * @param index position in the sequence.
     * @return mean 0, deviation 1.
     */
    public double white(int stream, long index) {
        double sum = 0;
        for (int i = 0; i < 4; i++) {
            sum += uniform(stream * 4 + i, index);
        }
        return (sum - 2) * 1.7320508;
    }

    /**
     * Returns a number that wanders.
     *
     * @param stream which of many independent sequences.
     * @param second moment in seconds.
     * @param tau how long it takes to forget, in seconds.
     * @return mean 0, deviation 1.
     */
    public double smooth(int stream, long second, double tau) {
        double position = second / tau;
        long knot = (long) Math.floor(position);
        double weight = (1 - Math.cos(Math.PI * (position - knot))) / 2;
        double between = white(stream, knot) * (1 - weight) + white(stream, knot + 1) * weight;
        return between / Math.sqrt((1 - weight) * (1 - weight) + weight * weight);
    }

    /** The finaliser of SplitMix64: every input bit moves about half of the output bits. */
    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
