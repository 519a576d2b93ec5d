package io.karawatt.proto.snmp.internal.tree;

import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One network interface of the gateway as it is now.
 *
 * @param index its number, as the operating system gives it.
 * @param name its name.
 * @param loopback whether it leads back to the gateway.
 * @param up whether it works.
 * @param mtu longest packet in octets; 0 when not known.
 * @param address hardware address; empty for none.
 * @param megabits speed in Mbit/s; 0 when not known.
 * @param counters counters of the operating system by name; empty where it has none.
 */
record NetworkPort(
        int index,
        String name,
        boolean loopback,
        boolean up,
        int mtu,
        List<Byte> address,
        long megabits,
        Map<String, Long> counters) {

    private static final List<String> COUNTERS = List.of(
            "rx_bytes",
            "rx_packets",
            "rx_dropped",
            "rx_errors",
            "rx_nohandler",
            "tx_bytes",
            "tx_packets",
            "tx_dropped",
            "tx_errors");

    /** Copies the collections. */
    NetworkPort {
        address = List.copyOf(address);
        counters = Map.copyOf(counters);
    }

    /**
     * Looks at all interfaces.
     *
     * @param system where Linux tells of its interfaces: {@code /sys/class/net}.
     * @return in rising order of index; empty when the system tells nothing.
     */
    static List<NetworkPort> all(Path system) {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(port -> port.getIndex() > 0)
                    .map(port -> of(port, system.resolve(port.getName())))
                    .sorted(Comparator.comparingInt(NetworkPort::index))
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    private static NetworkPort of(NetworkInterface port, Path folder) {
        Map<String, Long> counters = COUNTERS.stream()
                .collect(Collectors.toMap(
                        name -> name,
                        name -> number(folder.resolve("statistics").resolve(name))));
        long megabits = Math.max(0, number(folder.resolve("speed")));
        try {
            byte[] address = port.getHardwareAddress();
            return new NetworkPort(
                    port.getIndex(),
                    port.getName(),
                    port.isLoopback(),
                    port.isUp(),
                    port.getMTU(),
                    address == null ? List.of() : boxed(address),
                    megabits,
                    counters);
        } catch (SocketException e) {
            // It went away while we looked at it.
            return new NetworkPort(port.getIndex(), port.getName(), false, false, 0, List.of(), megabits, counters);
        }
    }

    private static List<Byte> boxed(byte[] octets) {
        List<Byte> all = new java.util.ArrayList<>();
        for (byte octet : octets) {
            all.add(octet);
        }
        return all;
    }

    private static long number(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException | NumberFormatException e) {
            // Not Linux, or the driver does not tell: nothing is known.
            return 0;
        }
    }
}
