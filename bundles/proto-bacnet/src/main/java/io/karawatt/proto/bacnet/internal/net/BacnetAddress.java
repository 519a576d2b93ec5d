package io.karawatt.proto.bacnet.internal.net;

import com.serotonin.bacnet4j.type.constructed.Address;
import com.serotonin.bacnet4j.type.primitive.OctetString;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where somebody is reached: a B/IP address and, behind a router that stands there, a network and a station on it.
 *
 * @param ip IPv4 address, the first octet in the highest byte.
 * @param port UDP port, 0..65535.
 * @param network network number behind the router at that address; 0 when the peer is at the address itself.
 * @param mac address on that network, right-aligned; 0 without a network.
 * @param macLength octets of it, 0..8 (the longest of clause 6.2.2.1 has 7); 0 stands for all of that network.
 */
public record BacnetAddress(int ip, int port, int network, long mac, int macLength) {

    /** Longest address on a remote network that is understood. */
    public static final int MAX_MAC = 8;

    private static final int BIP_MAC = 6;
    private static final Pattern TEXT = Pattern.compile(
            "(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3}):(\\d{1,5})(?:/(\\d{1,5}):((?:[0-9a-f]{2}){0,8}))?");

    /**
     * Makes the address of a peer on the IP network itself.
     *
     * @param ip IPv4 address.
     * @param port UDP port.
     * @return the address.
     */
    public static BacnetAddress local(int ip, int port) {
        return new BacnetAddress(ip, port, 0, 0, 0);
    }

    /**
     * Makes the address of a peer on the IP network itself.
     *
     * @param socket a resolved IPv4 address and port.
     * @return the address.
     */
    public static BacnetAddress local(InetSocketAddress socket) {
        return local(ip(socket.getAddress().getAddress()), socket.getPort());
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @param text for example {@code 192.0.2.7:47808} or {@code 192.0.2.7:47808/5:0c}.
     * @return the address.
     * @throws IllegalArgumentException when the text is no such address.
     */
    public static BacnetAddress parse(String text) {
        Matcher m = TEXT.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no BACnet address; write 192.0.2.7:47808 or 192.0.2.7:47808/NETWORK:MAC");
        }
        int ip = 0;
        for (int i = 1; i <= 4; i++) {
            ip = (ip << 8) | within(m.group(i), 255, text);
        }
        int port = within(m.group(5), 65535, text);
        if (m.group(6) == null) {
            return local(ip, port);
        }
        String hex = m.group(7);
        long mac = hex.isEmpty() ? 0 : Long.parseUnsignedLong(hex, 16);
        return new BacnetAddress(ip, port, within(m.group(6), 65535, text), mac, hex.length() / 2);
    }

    private static int within(String digits, int max, String text) {
        int number = Integer.parseInt(digits);
        if (number > max) {
            throw new IllegalArgumentException("'" + text + "' is no BACnet address: " + number + " is above " + max);
        }
        return number;
    }

    /**
     * Tells whether the peer is behind a router.
     *
     * @return whether it is on another network than the IP network.
     */
    public boolean remote() {
        return network != 0;
    }

    /**
     * Returns the B/IP address itself, without what lies behind it.
     *
     * @return this address when nothing lies behind it.
     */
    public BacnetAddress link() {
        return remote() ? local(ip, port) : this;
    }

    /**
     * Writes it so that {@link #parse} reads it.
     *
     * @return for example {@code 192.0.2.7:47808} or, behind a router, {@code 192.0.2.7:47808/5:0c}.
     */
    public String text() {
        String link =
                (ip >>> 24) + "." + ((ip >>> 16) & 0xff) + "." + ((ip >>> 8) & 0xff) + "." + (ip & 0xff) + ":" + port;
        return remote() ? link + "/" + network + ":" + HexFormat.of().toHexDigits(mac, 2 * macLength) : link;
    }

    /**
     * Says it in BACnet's own type, as it appears in recipients and bindings.
     *
     * @return network 0 and a MAC of six octets for a peer on the IP network; else its network and MAC.
     */
    public Address toAddress() {
        if (remote()) {
            return new Address(network, octets(mac, macLength));
        }
        long bip = ((ip & 0xffffffffL) << 16) | port;
        return new Address(0, octets(bip, BIP_MAC));
    }

    private static OctetString octets(long number, int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) (number >>> (8 * (length - 1 - i)));
        }
        return new OctetString(octets);
    }

    /** Packs four octets. */
    static int ip(byte[] octets) {
        if (octets.length != 4) {
            throw new IllegalArgumentException(
                    "BACnet/IP needs an IPv4 address, not one of " + octets.length + " octets");
        }
        return ((octets[0] & 0xff) << 24) | ((octets[1] & 0xff) << 16) | ((octets[2] & 0xff) << 8) | (octets[3] & 0xff);
    }

    @Override
    public String toString() {
        return text();
    }
}
