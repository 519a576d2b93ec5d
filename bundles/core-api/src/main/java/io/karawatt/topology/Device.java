package io.karawatt.topology;

import java.util.List;

/**
 * One installed device.
 *
 * @param key short name that never changes, for example {@code i35-9}: lower-case letters, digits and '-'.
 * @param name what the operator calls it.
 * @param reference product reference, key of its profile, for example {@code I-35}.
 * @param line name of the line it hangs on.
 * @param address Modbus address under which the gateway serves it, 1..247, unique in the gateway.
 * @param unit unit id on its own line, 1..247; the same as the address but for Ethernet devices.
 * @param area where it stands; may be empty.
 * @param netId NET ID or serial number as text; empty when unknown.
 * @param loads its loads in rising order of number.
 * @param missing whether a scan looked for it in vain; it stays, with all that is known of it, until the operator
 *     removes it or it is found again.
 */
public record Device(
        String key,
        String name,
        String reference,
        String line,
        int address,
        int unit,
        String area,
        String netId,
        List<Load> loads,
        boolean missing) {

    /** Largest Modbus address of a device (Modbus over Serial Line V1.02 §2.2). */
    public static final int MAX_ADDRESS = 247;

    /** Checks key and addresses, copies the loads. */
    public Device {
        if (!key.matches("[a-z0-9][a-z0-9-]{0,31}")) {
            throw new IllegalArgumentException(
                    "'" + key
                            + "' is not a device key: use 1 to 32 lower-case letters, digits and '-', beginning with a letter or digit");
        }
        requireAddress("Modbus address", address);
        requireAddress("unit id", unit);
        loads = List.copyOf(loads);
    }

    /**
     * Makes a device that is there.
     *
     * @param key short name that never changes.
     * @param name what the operator calls it.
     * @param reference product reference.
     * @param line name of its line.
     * @param address Modbus address under which the gateway serves it, 1..247.
     * @param unit unit id on its own line, 1..247.
     * @param area where it stands; may be empty.
     * @param netId NET ID or serial number; empty when unknown.
     * @param loads its loads.
     */
    public Device(
            String key,
            String name,
            String reference,
            String line,
            int address,
            int unit,
            String area,
            String netId,
            List<Load> loads) {
        this(key, name, reference, line, address, unit, area, netId, loads, false);
    }

    private static void requireAddress(String what, int address) {
        if (address < 1 || address > MAX_ADDRESS) {
            throw new IllegalArgumentException(what + " " + address + " is outside 1.." + MAX_ADDRESS);
        }
    }
}
