package io.karawatt.proto.modbus.internal;

import io.karawatt.bus.BusLine;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The lines that are there now; drivers come and go at any time and on any thread. */
final class Lines {

    private final Map<String, BusLine> byName = new ConcurrentHashMap<>();

    /** Takes a line in. */
    void add(String name, BusLine line) {
        byName.put(name, line);
    }

    /** Lets a line go, unless another one took its name already. */
    void remove(String name, BusLine line) {
        byName.remove(name, line);
    }

    /** Finds a line. */
    Optional<BusLine> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Returns the lines that are there now. */
    Collection<BusLine> all() {
        return byName.values();
    }
}
