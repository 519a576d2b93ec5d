package io.karawatt.proto.bacnet.internal.net;

/** Header of an NPDU, read in place (clause 6.2); one object for all messages. */
final class Npdu {

    /** Protocol version. */
    static final int VERSION = 1;

    /** Network number that stands for all networks. */
    static final int EVERY_NETWORK = 0xFFFF;

    /** Hop count of messages that begin here. */
    static final int HOPS = 255;

    static final int NETWORK_MESSAGE = 0x80;
    static final int DESTINATION = 0x20;
    static final int SOURCE = 0x08;
    static final int REPLY_EXPECTED = 0x04;

    private static final int VENDOR_MESSAGES = 0x80;

    private byte[] array = {};
    private int at;
    private int end;
    private int control;
    private int dnet;
    private int dlen;
    private long dadr;
    private int snet;
    private int slen;
    private long sadr;
    private int hops;
    private int message;

    /**
     * Reads a header.
     *
     * @return false when it is wrong; then nothing else of this object counts.
     */
    boolean read(byte[] from, int offset, int length) {
        array = from;
        at = offset;
        end = offset + length;
        if (length < 2 || array[at] != VERSION) {
            return false;
        }
        control = array[at + 1] & 0xff;
        at += 2;
        return destination() && source() && hopCount() && messageType();
    }

    private boolean destination() {
        dnet = 0;
        dlen = 0;
        dadr = 0;
        if ((control & DESTINATION) == 0) {
            return true;
        }
        if (end - at < 3) {
            return false;
        }
        dnet = Bvll.u16(array, at);
        dlen = array[at + 2] & 0xff;
        at += 3;
        if (dnet == 0 || dlen > BacnetAddress.MAX_MAC || end - at < dlen || (dnet == EVERY_NETWORK && dlen > 0)) {
            return false;
        }
        dadr = number(dlen);
        return true;
    }

    private boolean source() {
        snet = 0;
        slen = 0;
        sadr = 0;
        if ((control & SOURCE) == 0) {
            return true;
        }
        if (end - at < 3) {
            return false;
        }
        snet = Bvll.u16(array, at);
        slen = array[at + 2] & 0xff;
        at += 3;
        if (snet == 0 || snet == EVERY_NETWORK || slen == 0 || slen > BacnetAddress.MAX_MAC || end - at < slen) {
            return false;
        }
        sadr = number(slen);
        return true;
    }

    private long number(int length) {
        long number = 0;
        for (int i = 0; i < length; i++) {
            number = (number << 8) | (array[at++] & 0xff);
        }
        return number;
    }

    private boolean hopCount() {
        hops = HOPS;
        if (dnet == 0) {
            return true;
        }
        if (at >= end) {
            return false;
        }
        hops = array[at++] & 0xff;
        return true;
    }

    private boolean messageType() {
        message = -1;
        if ((control & NETWORK_MESSAGE) == 0) {
            return true;
        }
        if (at >= end) {
            return false;
        }
        message = array[at++] & 0xff;
        if (message >= VENDOR_MESSAGES) {
            at += 2; // vendor id
        }
        return at <= end;
    }

    /** Whether it is a message of the network layer itself. */
    boolean isNetworkMessage() {
        return (control & NETWORK_MESSAGE) != 0;
    }

    /** Type of the message of the network layer. */
    int message() {
        return message;
    }

    /** Destination network; 0 when none is told, {@link #EVERY_NETWORK} for all. */
    int dnet() {
        return dnet;
    }

    /** Octets of the destination address; 0 for all of the network. */
    int dlen() {
        return dlen;
    }

    /** Destination address. */
    long dadr() {
        return dadr;
    }

    /** Source network; 0 when none is told. */
    int snet() {
        return snet;
    }

    /** Hop count. */
    int hops() {
        return hops;
    }

    /** Where the content begins. */
    int offset() {
        return at;
    }

    /** How long the content is. */
    int length() {
        return end - at;
    }

    /** Who sent it. */
    BacnetAddress from(BacnetAddress link) {
        return snet == 0 ? link : new BacnetAddress(link.ip(), link.port(), snet, sadr, slen);
    }
}
