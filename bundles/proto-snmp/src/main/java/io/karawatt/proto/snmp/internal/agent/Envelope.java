package io.karawatt.proto.snmp.internal.agent;

import java.util.Arrays;

/**
 * Looks through a message before anything is built from it: lengths lie within each other, object identifiers within
 * the bounds of RFC 2578, and there are not too many of them. What is encrypted can't be looked through.
 *
 * <p>Makes no objects but the community; used by one thread.
 */
final class Envelope {

    /** Most sub-identifiers of an object identifier (RFC 2578 §3.5). */
    static final int MOST_SUB_IDS = 128;

    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int OID = 0x06;
    private static final int SEQUENCE = 0x30;
    private static final int CONSTRUCTED = 0x20;
    private static final int LONG_TAG = 0x1F;
    private static final int LONG_LENGTH = 0x80;
    private static final int DEEPEST = 6;
    private static final int LONGEST_INTEGER = 9;
    private static final int LONGEST_SUB_ID = 5;
    private static final int LONGEST_NAME = 32;
    private static final int NO_VERSION = -1;
    private static final byte[] NONE = {};

    private final int mostOids;

    private byte[] message = NONE;
    private int position;
    private int contentEnd;
    private int tag;
    private int oids;
    private int version = NO_VERSION;
    private int communityStart;
    private int communityEnd;

    /**
     * Makes a reader.
     *
     * @param mostBindings most variables in one request.
     */
    Envelope(int mostBindings) {
        this.mostOids = mostBindings * 2; // a value may be an object identifier too
    }

    /**
     * Looks through a message.
     *
     * @param bytes the whole datagram.
     * @return whether it is sound; only then the other questions have an answer.
     */
    boolean sound(byte[] bytes) {
        message = bytes;
        position = 0;
        oids = 0;
        version = NO_VERSION;
        if (!header(bytes.length) || tag != SEQUENCE || contentEnd != bytes.length) {
            return false;
        }
        return readVersion(bytes.length)
                && (version == Version.V3.code() || readCommunity(bytes.length))
                && elements(bytes.length, 1);
    }

    /** Number of the version in the message: 0 for v1, 1 for v2c, 3 for v3. */
    int version() {
        return version;
    }

    /** Community of a message of version 1 or 2c. */
    byte[] community() {
        return Arrays.copyOfRange(message, communityStart, communityEnd);
    }

    /**
     * Looks into the security parameters of a message of version 3 (RFC 3414 §2.4).
     *
     * @return who says to have sent it and when; empty where that can't be read.
     */
    Claim claim() {
        position = 0;
        boolean there = header(message.length) // the message
                && skip(INTEGER) // version
                && skip(SEQUENCE) // global data
                && header(message.length)
                && tag == OCTETS
                && header(contentEnd)
                && tag == SEQUENCE
                && skip(OCTETS) // engine id
                && header(message.length)
                && tag == INTEGER;
        if (!there) {
            return Claim.NONE;
        }
        boolean neverMet = contentEnd - position == 1 && message[position] == 0;
        position = contentEnd;
        if (!skip(INTEGER) || !header(message.length) || tag != OCTETS) {
            return Claim.NONE;
        }
        return new Claim(printable(position, Math.min(contentEnd, position + LONGEST_NAME)), neverMet);
    }

    /**
     * Who says to have sent a message of version 3; not yet believed.
     *
     * @param user name of the user; what is not printable is a question mark.
     * @param neverMet whether the sender knows nothing yet about the starts of this engine.
     */
    record Claim(String user, boolean neverMet) {

        private static final Claim NONE = new Claim("", false);
    }

    private boolean skip(int wanted) {
        boolean there = header(message.length) && tag == wanted;
        position = contentEnd;
        return there;
    }

    private String printable(int start, int end) {
        StringBuilder text = new StringBuilder();
        for (int i = start; i < end; i++) {
            text.append(message[i] >= ' ' && message[i] <= '~' ? (char) message[i] : '?');
        }
        return text.toString();
    }

    private boolean readVersion(int end) {
        if (!header(end) || tag != INTEGER || contentEnd - position != 1) {
            return false;
        }
        version = message[position] & 0xFF;
        position = contentEnd;
        return true;
    }

    private boolean readCommunity(int end) {
        if (!header(end) || tag != OCTETS) {
            return false;
        }
        communityStart = position;
        communityEnd = contentEnd;
        position = contentEnd;
        return true;
    }

    /** Walks over elements up to an end. */
    private boolean elements(int end, int depth) {
        while (position < end) {
            if (!header(end)) {
                return false;
            }
            boolean constructed = (tag & CONSTRUCTED) != 0;
            int next = contentEnd;
            if (constructed ? depth >= DEEPEST || !elements(next, depth + 1) : !primitive()) {
                return false;
            }
            position = next;
        }
        return position == end;
    }

    private boolean primitive() {
        int length = contentEnd - position;
        return switch (tag) {
            case INTEGER -> length >= 1 && length <= LONGEST_INTEGER;
            case OID -> ++oids <= mostOids && objectIdentifier();
            default -> true;
        };
    }

    /** The first octet holds two sub-identifiers. */
    private boolean objectIdentifier() {
        int subIds = 1;
        int octets = 0;
        for (int i = position; i < contentEnd; i++) {
            octets++;
            if (octets > LONGEST_SUB_ID) {
                return false;
            }
            if ((message[i] & 0x80) == 0) {
                // Five octets hold 35 bits, a sub-identifier has 32.
                if (octets == LONGEST_SUB_ID && (message[i - octets + 1] & 0x7F) > 0x0F) {
                    return false;
                }
                subIds++;
                octets = 0;
            }
        }
        return octets == 0 && subIds <= MOST_SUB_IDS && contentEnd > position;
    }

    /** Reads tag and length; afterwards the position is at the content, which ends before the given end. */
    private boolean header(int end) {
        if (end - position < 2) {
            return false;
        }
        tag = message[position++] & 0xFF;
        if ((tag & LONG_TAG) == LONG_TAG) {
            return false;
        }
        int length = message[position++] & 0xFF;
        if ((length & LONG_LENGTH) != 0) {
            int octets = length & ~LONG_LENGTH;
            if (octets < 1 || octets > 4 || end - position < octets) {
                return false;
            }
            length = 0;
            for (int i = 0; i < octets; i++) {
                length = (length << 8) | (message[position++] & 0xFF);
            }
        }
        if (length < 0 || length > end - position) {
            return false;
        }
        contentEnd = position + length;
        return true;
    }
}
