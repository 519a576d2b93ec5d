package io.karawatt.proto.bacnet.internal.net;

/** Numbers of the BACnet virtual link layer (ASHRAE 135 Annex J.2). */
final class Bvll {

    /** First octet of every datagram of BACnet/IP. */
    static final int TYPE = 0x81;

    static final int RESULT = 0x00;
    static final int WRITE_TABLE = 0x01;
    static final int READ_TABLE = 0x02;
    static final int READ_TABLE_ACK = 0x03;
    static final int FORWARDED = 0x04;
    static final int REGISTER = 0x05;
    static final int READ_FOREIGN = 0x06;
    static final int READ_FOREIGN_ACK = 0x07;
    static final int DELETE_FOREIGN = 0x08;
    static final int DISTRIBUTE = 0x09;
    static final int UNICAST = 0x0A;
    static final int BROADCAST = 0x0B;

    /** Octets before the NPDU. */
    static final int HEADER = 4;

    /** Octets before the NPDU when somebody else's address is told. */
    static final int FORWARDED_HEADER = 10;

    /** Longest NPDU (clause 6.3, J.2). */
    static final int LONGEST_NPDU = 1497;

    /** Longest datagram taken. */
    static final int LONGEST = FORWARDED_HEADER + LONGEST_NPDU;

    private Bvll() {}

    /** Reads two octets. */
    static int u16(byte[] array, int at) {
        return ((array[at] & 0xff) << 8) | (array[at + 1] & 0xff);
    }

    /** Reads four octets. */
    static int u32(byte[] array, int at) {
        return (u16(array, at) << 16) | u16(array, at + 2);
    }
}
