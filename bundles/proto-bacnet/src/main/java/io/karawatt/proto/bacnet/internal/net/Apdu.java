package io.karawatt.proto.bacnet.internal.net;

/** Header of an APDU, read in place (clause 20.1); one object for all messages. */
final class Apdu {

    static final int CONFIRMED = 0;
    static final int UNCONFIRMED = 1;
    static final int SIMPLE_ACK = 2;
    static final int COMPLEX_ACK = 3;
    static final int SEGMENT_ACK = 4;
    static final int ERROR = 5;
    static final int REJECT = 6;
    static final int ABORT = 7;

    static final int SEGMENTED = 0x08;
    static final int MORE_FOLLOWS = 0x04;
    static final int SEGMENTED_ACCEPTED = 0x02;
    static final int NEGATIVE = 0x02;
    static final int FROM_SERVER = 0x01;

    /** Max-segments-accepted "not told" and max-APDU-length-accepted 1476, as we say it in requests (20.1.2.4). */
    static final int OUR_ABILITIES = 0x05;

    /** Octets before the service acknowledgement in a Complex-ACK. */
    static final int ACK_HEADER = 3;

    /** Octets before it in a segment of a Complex-ACK. */
    static final int SEGMENT_HEADER = 5;

    private static final int[] LENGTHS = {50, 128, 206, 480, 1024, Terms.MAX_APDU};
    private static final int UNLIMITED = 7;

    private byte[] array = {};
    private int at;
    private int end;
    private int type;
    private int flags;
    private int abilities;
    private int invokeId;
    private int sequence;
    private int window;
    private int choice;

    /**
     * Reads a header.
     *
     * @return false when it is wrong; then nothing else of this object counts.
     */
    boolean read(byte[] from, int offset, int length) {
        array = from;
        at = offset;
        end = offset + length;
        if (length < 2) {
            return false;
        }
        int first = next();
        type = first >>> 4;
        flags = first & 0x0f;
        return switch (type) {
            case CONFIRMED -> confirmed();
            case UNCONFIRMED -> choice(0);
            case SIMPLE_ACK, REJECT, ABORT, ERROR -> invokeId() && choice(0);
            case COMPLEX_ACK -> invokeId() && choice(segmented() ? 2 : 0);
            case SEGMENT_ACK -> invokeId() && segment();
            default -> false;
        };
    }

    private boolean confirmed() {
        abilities = next();
        return invokeId() && choice(segmented() ? 2 : 0);
    }

    private boolean invokeId() {
        invokeId = at < end ? next() : -1;
        return invokeId >= 0;
    }

    /** Sequence number and window where there are some, then service choice or reason. */
    private boolean choice(int before) {
        if (end - at < before + 1) {
            return false;
        }
        if (before > 0) {
            segment();
        }
        choice = next();
        return true;
    }

    private boolean segment() {
        if (end - at < 2) {
            return false;
        }
        sequence = next();
        window = next();
        return true;
    }

    private int next() {
        return array[at++] & 0xff;
    }

    int type() {
        return type;
    }

    boolean segmented() {
        return (flags & SEGMENTED) != 0;
    }

    boolean moreFollows() {
        return (flags & MORE_FOLLOWS) != 0;
    }

    boolean segmentedAccepted() {
        return (flags & SEGMENTED_ACCEPTED) != 0;
    }

    boolean fromServer() {
        return (flags & FROM_SERVER) != 0;
    }

    /** How many segments the asker takes; 0 in the message, "not told", means as many as we send. */
    int maxSegments() {
        int code = (abilities >>> 4) & 0x07;
        return code == 0 || code == UNLIMITED ? Terms.MAX_SEGMENTS : 1 << code;
    }

    /** Longest APDU the asker takes; reserved codes are taken for the longest. */
    int maxApdu() {
        return LENGTHS[Math.min(abilities & 0x0f, LENGTHS.length - 1)];
    }

    int invokeIdNumber() {
        return invokeId;
    }

    int sequence() {
        return sequence;
    }

    int window() {
        return window;
    }

    /** Service choice, or the reason of a reject or abort. */
    int choice() {
        return choice;
    }

    byte[] array() {
        return array;
    }

    int offset() {
        return at;
    }

    int length() {
        return end - at;
    }
}
