package io.karawatt.line.scan;

import io.karawatt.modbus.addressing.NetId;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The devices of the line that the gateway knows already.
 *
 * @param ids unit id to NET ID or serial number, empty where unknown.
 */
public record Known(Map<Integer, String> ids) {

    /** Copies the map. */
    public Known {
        ids = Map.copyOf(ids);
    }

    boolean at(int unit) {
        return ids.containsKey(unit);
    }

    boolean at(int unit, NetId id) {
        return id.toString().equalsIgnoreCase(ids.get(unit));
    }

    OptionalInt unitOf(NetId id) {
        return ids.entrySet().stream()
                .filter(entry -> entry.getValue().equalsIgnoreCase(id.toString()))
                .mapToInt(Map.Entry::getKey)
                .min();
    }
}
