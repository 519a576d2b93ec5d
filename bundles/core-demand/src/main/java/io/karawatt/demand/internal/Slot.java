package io.karawatt.demand.internal;

import io.karawatt.model.RegisterTable;
import io.karawatt.topology.DevicePoints.Place;

/**
 * A point that is to be read.
 *
 * @param index its index in the schema of the device.
 * @param place where it lies.
 */
record Slot(int index, Place place) {

    RegisterTable table() {
        return place.spec().table();
    }

    int address() {
        return place.address();
    }

    /** Address behind its last word. */
    int end() {
        return place.address() + place.spec().coding().words();
    }
}
