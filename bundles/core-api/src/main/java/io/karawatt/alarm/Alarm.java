package io.karawatt.alarm;

import io.karawatt.model.PointKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One alarm from its start to its acknowledgement; immutable, each change makes a new one with the same id.
 *
 * @param id its number, 1..2147483647; never given twice.
 * @param kind where it comes from.
 * @param device key of the device; empty for the gateway itself.
 * @param load load of the device, 1..n; 0 when it is not about a load.
 * @param name what the operator calls it.
 * @param cause code of the cause: 1 high, 2 high on all phases, 3 high on any phase, 4 to 6 the same for low, 7 input
 *     active, 8 both members, 9 one member; of a system alarm of the gateway its number, 1..8; 0 when there is none.
 * @param point what was measured, or null when it is not about a measured value.
 * @param criticality how bad it is.
 * @param start when it began.
 * @param end when it ended, or null while it is active.
 * @param acknowledged whether somebody has acknowledged it, or nobody has to.
 * @param threshold the threshold in the base unit; NaN when there is none.
 * @param value the value that crossed it, or the extreme since then, in the base unit; NaN when there is none.
 */
public record Alarm(
        long id,
        AlarmKind kind,
        String device,
        int load,
        String name,
        int cause,
        @Nullable PointKey point,
        Criticality criticality,
        Instant start,
        @Nullable Instant end,
        boolean acknowledged,
        double threshold,
        double value) {

    /** Most characters of a name. */
    public static final int LONGEST_NAME = 100;

    /** Checks the ranges. */
    public Alarm {
        if (id < 1 || id > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("alarm id " + id + " is outside 1.." + Integer.MAX_VALUE);
        }
        if (load < 0 || load > PointKey.MAX_INSTANCE) {
            throw new IllegalArgumentException("load " + load + " is outside 0.." + PointKey.MAX_INSTANCE);
        }
        if (name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("the name of an alarm has at most " + LONGEST_NAME + " characters");
        }
        if (end != null && end.isBefore(start)) {
            throw new IllegalArgumentException("alarm " + id + " ends before it starts");
        }
    }

    /**
     * Tells whether it is going on.
     *
     * @return true until it has ended.
     */
    public boolean active() {
        return end == null;
    }

    /**
     * Returns its state as the devices number it.
     *
     * @return 1 active, 2 finished, 3 finished and acknowledged.
     */
    public int state() {
        return active() ? 1 : acknowledged ? 3 : 2;
    }
}
