package io.karawatt.access.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of addresses: {@code 192.0.2.7}, {@code 192.0.2.0/24}, {@code 2001:db8::/32} (RFC 4632 §3.1, RFC 4291 §2.3).
 *
 * <p>Only numeric addresses: a name would have to be looked up, and whoever answers the look-up would decide who
 * writes.
 */
final class Network {

    private static final Pattern V4 = Pattern.compile("(\\d{1,3})(\\.\\d{1,3}){3}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final Pattern V6_ZONE = Pattern.compile("%[0-9A-Za-z._-]+$");

    private final byte[] address;
    private final int prefix;

    private Network(byte[] address, int prefix) {
        this.address = address;
        this.prefix = prefix;
    }

    /**
     * Reads a range.
     *
     * @param text address, or address/length.
     * @return the range.
     * @throws IllegalArgumentException in plain words when it is none.
     */
    static Network parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = bytes(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("'" + text
                        + "' is not an address or network such as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32"));
        int bits = address.length * 8;
        int prefix = slash < 0 ? bits : prefix(text, slash, bits);
        return new Network(address, prefix);
    }

    /**
     * Tells whether a client comes from this range.
     *
     * @param client {@code ADDRESS}, {@code ADDRESS:PORT} or {@code [ADDRESS]:PORT}, a leading '/' does not matter.
     * @return false also when the client's address can't be understood.
     */
    boolean contains(String client) {
        return bytes(host(client)).filter(this::covers).isPresent();
    }

    private boolean covers(byte[] other) {
        if (other.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((address[bit / 8] ^ other[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int prefix(String text, int slash, int bits) {
        String length = text.substring(slash + 1);
        int prefix = length.matches("\\d{1,3}") ? Integer.parseInt(length) : -1;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException(
                    "'" + text + "': the length after '/' must be a number from 0 to " + bits);
        }
        return prefix;
    }

    private static String host(String client) {
        String text = client.startsWith("/") ? client.substring(1) : client;
        int bracket = text.indexOf(']');
        if (text.startsWith("[") && bracket > 0) {
            return text.substring(1, bracket);
        }
        int colon = text.indexOf(':');
        boolean onlyOne = colon >= 0 && colon == text.lastIndexOf(':');
        return onlyOne ? text.substring(0, colon) : text;
    }

    /** Returns 4 or 16 bytes; never asks a name server, because only numeric forms get as far as the parser. */
    private static Optional<byte[]> bytes(String text) {
        String numeric = V6_ZONE.matcher(text).replaceFirst("");
        boolean v4 = V4.matcher(numeric).matches();
        if (!v4 && !V6.matcher(numeric).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(numeric).getAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network that && prefix == that.prefix && Arrays.equals(address, that.address);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(address) + prefix;
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(address) + "/" + prefix;
    }
}
