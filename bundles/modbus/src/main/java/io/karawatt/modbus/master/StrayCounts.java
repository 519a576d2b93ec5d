package io.karawatt.modbus.master;

/**
 * What was heard and belonged to no answer, by kind.
 *
 * @param characters all characters thrown away, those of garbled answers included; bytes on TCP.
 * @param late answers to earlier requests that came after their time-out.
 * @param echoes own requests that the adapter gave back.
 * @param noise characters outside any frame.
 * @param torn answers that broke off.
 * @param collisions answers of several devices at once, or a second answer to one request.
 * @param foreign frames of another master: requests that are not ours, and answers that we did not ask for.
 */
public record StrayCounts(
        long characters, long late, long echoes, long noise, long torn, long collisions, long foreign) {

    /** Nothing heard. */
    public static final StrayCounts NONE = new StrayCounts(0, 0, 0, 0, 0, 0, 0);

    /**
     * Adds up.
     *
     * @param other counts of another time.
     * @return the sums.
     */
    public StrayCounts plus(StrayCounts other) {
        return new StrayCounts(
                characters + other.characters,
                late + other.late,
                echoes + other.echoes,
                noise + other.noise,
                torn + other.torn,
                collisions + other.collisions,
                foreign + other.foreign);
    }
}
