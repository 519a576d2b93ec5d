package io.karawatt.proto.bacnet.internal.net;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Optional;

/** Finds out under which addresses others reach us, and where our broadcasts go. */
final class Interfaces {

    private static final int LOOPBACK_BROADCAST = 0x7fffffff;
    private static final int LIMITED_BROADCAST = 0xffffffff;
    private static final int LOOPBACK = 0x7f000001;

    private Interfaces() {}

    /**
     * An address of ours.
     *
     * @param ip the address.
     * @param broadcast broadcast address of its subnet.
     */
    record Own(int ip, int broadcast) {}

    /**
     * Finds the address for a configuration.
     *
     * @param bind address to listen on; empty for all interfaces.
     * @param broadcast where broadcasts go; empty for the interface's.
     * @return the address of an interface that fits, else loopback.
     * @throws IOException when the system does not tell its interfaces.
     */
    static Own find(String bind, String broadcast) throws IOException {
        Optional<Integer> wanted = broadcast.isEmpty() ? Optional.empty() : Optional.of(packed(broadcast));
        if (!bind.isEmpty()) {
            int ip = packed(bind);
            return new Own(ip, wanted.orElseGet(() -> broadcastOf(ip)));
        }
        List<Own> all = all();
        Own first = all.isEmpty() ? new Own(LOOPBACK, LOOPBACK_BROADCAST) : all.get(0);
        return wanted.map(to -> all.stream()
                        .filter(own -> own.broadcast == to)
                        .findFirst()
                        .orElse(new Own(first.ip, to)))
                .orElse(first);
    }

    /** Whether an address is the broadcast address of an interface of ours. */
    static boolean isBroadcast(int ip, int own) {
        return ip == LIMITED_BROADCAST || ip == broadcastOf(own);
    }

    /** Whether an address never leaves this machine; nobody can listen for broadcasts there. */
    static boolean isLoopback(int ip) {
        return ip >>> 24 == LOOPBACK >>> 24;
    }

    private static int broadcastOf(int ip) {
        if (isLoopback(ip)) {
            return LOOPBACK_BROADCAST;
        }
        try {
            return all().stream()
                    .filter(own -> own.ip == ip)
                    .findFirst()
                    .map(Own::broadcast)
                    .orElse(LIMITED_BROADCAST);
        } catch (IOException e) {
            return LIMITED_BROADCAST;
        }
    }

    private static List<Own> all() throws IOException {
        return NetworkInterface.networkInterfaces()
                .filter(Interfaces::works)
                .flatMap(one -> one.getInterfaceAddresses().stream())
                .filter(address -> address.getAddress() instanceof Inet4Address && address.getBroadcast() != null)
                .map(Interfaces::own)
                .toList();
    }

    private static boolean works(NetworkInterface one) {
        try {
            return one.isUp() && !one.isLoopback();
        } catch (IOException e) {
            return false;
        }
    }

    private static Own own(InterfaceAddress address) {
        return new Own(
                BacnetAddress.ip(address.getAddress().getAddress()),
                BacnetAddress.ip(address.getBroadcast().getAddress()));
    }

    private static int packed(String ip) {
        return BacnetAddress.parse(ip + ":0").ip();
    }

    /** Unpacks an address for the system. */
    static InetAddress inet(int ip) throws IOException {
        return InetAddress.getByAddress(
                new byte[] {(byte) (ip >>> 24), (byte) (ip >>> 16), (byte) (ip >>> 8), (byte) ip});
    }
}
