package io.karawatt.line;

/** Keeps an activity within a share of the time: after each use it pauses long enough. */
final class Share {

    private final double pausePerUse;
    private long freeAt;

    /**
     * Sets the share.
     *
     * @param percent 1..99.
     */
    Share(int percent) {
        pausePerUse = 100.0 / percent - 1;
    }

    boolean allows(long now) {
        return now >= freeAt;
    }

    /** Moment, in nanoseconds, from which it is allowed again. */
    long freeAt() {
        return freeAt;
    }

    void spent(long end, long duration) {
        freeAt = Math.max(freeAt, end) + (long) (duration * pausePerUse);
    }
}
