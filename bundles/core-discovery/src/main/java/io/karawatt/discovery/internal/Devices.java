package io.karawatt.discovery.internal;

import io.karawatt.topology.Device;
import io.karawatt.topology.Load;
import java.util.List;

/** Copies of devices with one thing different. */
final class Devices {

    private Devices() {}

    static Device at(Device d, int address) {
        return copy(d, address, d.netId(), d.loads(), d.missing());
    }

    static Device withId(Device d, String id) {
        return copy(d, d.address(), id, d.loads(), d.missing());
    }

    static Device withLoads(Device d, List<Load> loads) {
        return copy(d, d.address(), d.netId(), loads, d.missing());
    }

    static Device missing(Device d) {
        return copy(d, d.address(), d.netId(), d.loads(), true);
    }

    static Device present(Device d) {
        return copy(d, d.address(), d.netId(), d.loads(), false);
    }

    private static Device copy(Device d, int address, String id, List<Load> loads, boolean missing) {
        return new Device(d.key(), d.name(), d.reference(), d.line(), address, d.unit(), d.area(), id, loads, missing);
    }
}
