package io.karawatt.simulator.internal.meter;

import io.karawatt.profile.RegisterSpec;

/**
 * One instance of a register row at its place.
 *
 * @param address first register.
 * @param spec its row.
 * @param instance 1..n.
 * @param content what it holds.
 */
record Cell(int address, RegisterSpec spec, int instance, Content content) {

    int end() {
        return address + spec.coding().words();
    }
}
