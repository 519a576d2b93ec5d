package io.karawatt.shell.internal;

import io.karawatt.topology.Device;
import io.karawatt.topology.Load;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.karaf.shell.support.CommandException;

/**
 * What somebody typed to add a device.
 *
 * @param key key of the device.
 * @param reference product reference.
 * @param line name of its line.
 * @param unit unit id on the line.
 * @param address address in the gateway; empty for the same as the unit id.
 * @param name what to call it; empty for the key.
 * @param area where it stands; may be empty.
 * @param netId its NET ID; may be empty.
 * @param loads each {@code NUMBER=TYPE} or {@code NUMBER=TYPE:NAME}.
 */
record DeviceDraft(
        String key,
        String reference,
        String line,
        String unit,
        String address,
        String name,
        String area,
        String netId,
        List<String> loads) {

    /** Reads it. */
    Device device() throws CommandException {
        int onLine = Numbers.parse("unit", unit, 1, Device.MAX_ADDRESS);
        int inGateway = address.isEmpty() ? onLine : Numbers.parse("--address", address, 1, Device.MAX_ADDRESS);
        List<Load> parsed = new ArrayList<>();
        for (String load : loads) {
            parsed.add(load(load));
        }
        parsed.sort(Comparator.comparingInt(Load::number));
        try {
            String called = name.isEmpty() ? key : name;
            return new Device(key, called, reference, line, inGateway, onLine, area, netId, parsed);
        } catch (IllegalArgumentException wrong) {
            throw Messages.plain(wrong.getMessage());
        }
    }

    /** Reads a load. */
    static Load load(String text) throws CommandException {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw Messages.failure("device.load", text);
        }
        int number = Numbers.parse("--load " + text, text.substring(0, equals), 1, 999);
        String rest = text.substring(equals + 1);
        int colon = rest.indexOf(':');
        return colon < 0
                ? new Load(number, "", rest)
                : new Load(number, rest.substring(colon + 1), rest.substring(0, colon));
    }
}
