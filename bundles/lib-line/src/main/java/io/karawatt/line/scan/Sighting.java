package io.karawatt.line.scan;

import io.karawatt.bus.DeviceIdentity;
import io.karawatt.bus.Finding;

/** What is known so far of one address at one speed. Belongs to the thread of the line. */
final class Sighting {

    private final int unit;
    private final int baud;
    private int before;
    private boolean magic;
    private boolean conflict;
    private boolean identified;
    private DeviceIdentity identity = DeviceIdentity.UNKNOWN;
    private String note = "";

    Sighting(int unit, int baud) {
        this.unit = unit;
        this.baud = baud;
        this.before = unit;
    }

    int unit() {
        return unit;
    }

    int baud() {
        return baud;
    }

    boolean conflict() {
        return conflict;
    }

    void conflict(boolean now) {
        conflict = now;
    }

    /** Whether the word "SOCO" was read. */
    boolean magic() {
        return magic;
    }

    void magic(boolean seen) {
        magic |= seen;
    }

    DeviceIdentity identity() {
        return identity;
    }

    void identity(DeviceIdentity now) {
        identity = now;
    }

    void identified() {
        identified = true;
    }

    void movedFrom(int old) {
        before = old;
    }

    void note(String now) {
        note = now;
    }

    /** Whether a fast scan tells of it: devices with a NET ID, and those that could not be asked for it. */
    boolean fast() {
        boolean vague = !identity.socomec() && (magic || before != unit);
        return conflict || !identified || vague || !identity.netId().isEmpty();
    }

    Finding finding() {
        Finding.Kind kind = conflict ? Finding.Kind.CONFLICT : Finding.Kind.DEVICE;
        return new Finding(unit, baud, kind, conflict ? DeviceIdentity.UNKNOWN : identity, before, note);
    }
}
