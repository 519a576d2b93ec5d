package io.karawatt.bus;

import io.karawatt.topology.Device;

/**
 * How a line is searched for devices.
 *
 * @param depth what is looked for.
 * @param first lowest address searched and given out, 1..247.
 * @param last highest address, 1..247, not below {@code first}.
 * @param otherSpeeds whether the other usual speeds are searched too; serial lines only.
 * @param addressing whether and how addresses may be given out.
 */
public record ScanPlan(Depth depth, int first, int last, boolean otherSpeeds, Addressing addressing) {

    /** The whole range at the speed of the line, addresses left alone. */
    public static final ScanPlan FAST = new ScanPlan(Depth.FAST, 1, Device.MAX_ADDRESS, false, Addressing.NONE);

    /** Checks the range. */
    public ScanPlan {
        if (first < 1 || last > Device.MAX_ADDRESS || first > last) {
            throw new IllegalArgumentException(
                    "addresses " + first + ".." + last + " are not a range within 1.." + Device.MAX_ADDRESS);
        }
    }

    /** What is looked for. */
    public enum Depth {
        /** Devices with the common identification block that answer at once: Digiware modules, DIRIS B, A-40. */
        FAST,
        /** Also DIRIS A, COUNTIS E and everything that answers at all. */
        FULL
    }

    /** Whether and how addresses may be given out. */
    public enum Addressing {
        /** Nothing is written. */
        NONE,
        /** Devices that collide are told apart by their NET ID, and all but one get free addresses of the range. */
        AUTOSET,
        /** Devices get the addresses of the range in the order in which their buttons are pressed. */
        PUSH_BUTTON
    }
}
