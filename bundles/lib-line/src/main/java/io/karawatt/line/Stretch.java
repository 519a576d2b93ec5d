package io.karawatt.line;

import io.karawatt.profile.RegisterSpec.Poll;

/**
 * By how much the periods of each group are stretched so that the line can keep them; all devices alike.
 *
 * @param fast factor of the fast group, 1 or more.
 * @param slow factor of the slow group.
 * @param rare factor of the rare group.
 */
record Stretch(double fast, double slow, double rare) {

    static final Stretch NONE = new Stretch(1, 1, 1);

    /** The lesser groups give way up to this factor before the next one does. */
    static final double MOST = 4;

    /** The fast group keeps at least this part of the line, however much the others ask for. */
    private static final double FAST_PART = 0.5;

    /**
     * Stretches the rare group first, then the slow one, each up to four times; then the fast one.
     *
     * @param fast share of the line that the fast group asks for, 0 or more.
     * @param slow the same of the slow group.
     * @param rare the same of the rare group.
     * @param available share that there is, above 0.
     * @return the factors; with them the three shares together are not above what is available.
     */
    static Stretch of(double fast, double slow, double rare, double available) {
        if (fast + slow + rare <= available) {
            return NONE;
        }
        Stretch all = ofAll(fast, slow, rare, available);
        return new Stretch(fast > 0 ? all.fast : 1, slow > 0 ? all.slow : 1, rare > 0 ? all.rare : 1);
    }

    private static Stretch ofAll(double fast, double slow, double rare, double available) {
        double forRare = available - fast - slow;
        if (forRare > 0 && rare <= MOST * forRare) {
            return new Stretch(1, 1, rare / forRare);
        }
        double forSlow = available - fast - rare / MOST;
        if (forSlow > 0 && slow <= MOST * forSlow) {
            return new Stretch(1, Math.max(1, slow / forSlow), MOST);
        }
        double lesser = (slow + rare) / MOST;
        double room = available * (1 - FAST_PART);
        if (lesser <= room) {
            return new Stretch(Math.max(1, fast / (available - lesser)), MOST, MOST);
        }
        double forFast = Math.min(fast, available * FAST_PART);
        double both = (slow + rare) / (available - forFast);
        return new Stretch(Math.max(1, fast / (available * FAST_PART)), both, both);
    }

    double of(Poll group) {
        return switch (group) {
            case FAST -> fast;
            case SLOW -> slow;
            case RARE, ON_REQUEST -> rare;
        };
    }

    double most() {
        return Math.max(fast, Math.max(slow, rare));
    }

    /** Whether two differ so much that it is worth telling. */
    boolean farFrom(Stretch other) {
        return far(fast, other.fast) || far(slow, other.slow) || far(rare, other.rare);
    }

    private static boolean far(double one, double other) {
        return (one > 1) != (other > 1) || Math.abs(one - other) > 0.2 * Math.min(one, other);
    }
}
