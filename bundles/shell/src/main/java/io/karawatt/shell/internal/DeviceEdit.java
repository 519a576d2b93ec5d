package io.karawatt.shell.internal;

import io.karawatt.topology.Device;
import io.karawatt.topology.Load;
import java.util.List;
import java.util.TreeMap;
import org.apache.karaf.shell.support.CommandException;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed to change a device; null for what is to stay.
 *
 * @param name what to call it.
 * @param area where it stands.
 * @param address address in the gateway.
 * @param unit unit id on the line.
 * @param line name of its line.
 * @param netId its NET ID or serial number.
 * @param loads each {@code NUMBER=TYPE} or {@code NUMBER=TYPE:NAME}; others stay.
 */
record DeviceEdit(
        @Nullable String name,
        @Nullable String area,
        @Nullable String address,
        @Nullable String unit,
        @Nullable String line,
        @Nullable String netId,
        List<String> loads) {

    /** Returns the device as it is to be. */
    Device of(Device old) throws CommandException {
        TreeMap<Integer, Load> all = new TreeMap<>();
        old.loads().forEach(load -> all.put(load.number(), load));
        for (String text : loads) {
            Load load = DeviceDraft.load(text);
            all.put(load.number(), load);
        }
        return new Device(
                old.key(),
                name == null ? old.name() : name,
                old.reference(),
                line == null ? old.line() : line,
                address == null ? old.address() : Numbers.parse("--address", address, 1, Device.MAX_ADDRESS),
                unit == null ? old.unit() : Numbers.parse("--unit", unit, 1, Device.MAX_ADDRESS),
                area == null ? old.area() : area,
                netId == null ? old.netId() : netId,
                List.copyOf(all.values()),
                old.missing());
    }
}
