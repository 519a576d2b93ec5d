package io.karawatt.proto.modbus.internal;

import io.karawatt.topology.Device;
import io.karawatt.topology.Installation;
import io.karawatt.topology.Topology;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Unit id to destination by one look into an array; made anew when the installation is another object. */
final class RouteTable {

    /** Unit id of the gateway itself (Modbus Messaging on TCP/IP V1.0b §4.4.2: 0xFF where no unit is meant). */
    static final int GATEWAY = 255;

    private static final Route BROADCAST = new Route.Broadcast();
    private static final Route NOWHERE = new Route.Nowhere();
    private static final Route TO_GATEWAY = new Route.Gateway();

    private final Topology topology;
    private final IntSupplier own;
    private final Freshness freshness;
    private final Route[] routes = new Route[256];
    private final Map<String, Route.Writing> writings = new HashMap<>();
    private @Nullable Installation seen;
    private int ownAddress = -1;

    RouteTable(Topology topology, IntSupplier own, Freshness freshness) {
        this.topology = topology;
        this.own = own;
        this.freshness = freshness;
        refresh();
    }

    /** Looks whether the installation or the gateway's address changed; once a turn of the face. */
    @SuppressWarnings("ReferenceEquality") // an installation is immutable: the same object is the same content
    void refresh() {
        Installation now = topology.current();
        int address = own.getAsInt();
        if (now == seen && address == ownAddress) {
            return;
        }
        seen = now;
        ownAddress = address;
        writings.keySet().removeIf(key -> now.device(key).isEmpty());
        Arrays.fill(routes, NOWHERE);
        for (Device device : now.devices()) {
            routes[device.address()] = new Route.ToDevice(
                    device,
                    now.installed().get(device.key()),
                    freshness.of(device.line()),
                    writings.computeIfAbsent(device.key(), key -> new Route.Writing()));
        }
        routes[0] = BROADCAST;
        routes[GATEWAY] = TO_GATEWAY;
        if (address >= 1 && address <= Device.MAX_ADDRESS) {
            routes[address] = TO_GATEWAY;
        }
    }

    /** Returns where requests to a unit id go. */
    Route at(int unit) {
        return routes[unit & 0xFF];
    }
}
