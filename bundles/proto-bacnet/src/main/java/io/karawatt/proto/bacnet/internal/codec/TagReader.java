package io.karawatt.proto.bacnet.internal.codec;

import com.serotonin.bacnet4j.type.enumerated.RejectReason;

/**
 * Reads tagged values from a service request where it lies (clause 20.2). What is not well formed ends in
 * {@link Rejected}; nothing is believed that is not inside the given range.
 */
public final class TagReader {

    private static final int DEEPEST = 16;
    private static final int NOTHING = -1;

    private final byte[] octets;
    private final int end;
    private int at;

    private int number;
    private boolean context;
    private int kind;
    private int length;
    private int content;

    /**
     * Reads a range.
     *
     * @param octets where it lies; only read.
     * @param offset its first octet.
     * @param length its octets.
     */
    public TagReader(byte[] octets, int offset, int length) {
        this.octets = octets;
        this.at = offset;
        this.end = offset + length;
    }

    /**
     * Tells whether all is read.
     *
     * @return true at the end.
     */
    public boolean atEnd() {
        return at >= end;
    }

    /** Refuses what is left over. */
    public void requireEnd() {
        if (!atEnd()) {
            throw new Rejected(RejectReason.tooManyArguments);
        }
    }

    /**
     * Looks whether a value with a context tag is next.
     *
     * @param wanted its number.
     * @return true when it is.
     */
    public boolean nextIs(int wanted) {
        return look() && context && number == wanted && kind < Tags.OPENING;
    }

    /**
     * Looks whether a constructed value begins.
     *
     * @param wanted its context tag number.
     * @return true when it does.
     */
    public boolean nextOpens(int wanted) {
        return look() && kind == Tags.OPENING && number == wanted;
    }

    /**
     * Looks whether a constructed value ends.
     *
     * @param wanted its context tag number.
     * @return true when it does.
     */
    public boolean nextCloses(int wanted) {
        return look() && kind == Tags.CLOSING && number == wanted;
    }

    /**
     * Reads the begin of a constructed value.
     *
     * @param wanted its context tag number.
     */
    public void open(int wanted) {
        require(nextOpens(wanted));
        at = content;
    }

    /**
     * Reads the end of a constructed value.
     *
     * @param wanted its context tag number.
     */
    public void close(int wanted) {
        require(nextCloses(wanted));
        at = content;
    }

    /**
     * Reads a number from 0 or an enumerated one under a context tag.
     *
     * @param wanted its number.
     * @return 0..2^32-1.
     */
    public long unsigned(int wanted) {
        require(nextIs(wanted));
        return unsigned();
    }

    /**
     * Reads an object identifier under a context tag.
     *
     * @param wanted its number.
     * @return the identifier.
     */
    public int objectId(int wanted) {
        require(nextIs(wanted));
        return fourOctets();
    }

    /**
     * Reads a truth value under a context tag.
     *
     * @param wanted its number.
     * @return the value.
     */
    public boolean bool(int wanted) {
        require(nextIs(wanted));
        if (length != 1) {
            throw new Rejected(RejectReason.invalidTag);
        }
        int value = octets[content] & 0xff;
        at = content + 1;
        if (value > 1) {
            throw new Rejected(RejectReason.parameterOutOfRange);
        }
        return value == 1;
    }

    /**
     * Reads a single float under a context tag.
     *
     * @param wanted its number.
     * @return the number.
     */
    public float real(int wanted) {
        require(nextIs(wanted));
        return Float.intBitsToFloat(fourOctets());
    }

    /**
     * Looks which application tag is next.
     *
     * @return its number; a negative one when none is.
     */
    public int nextApplication() {
        return look() && !context ? number : NOTHING;
    }

    /** Reads "no value". */
    public void none() {
        application(Tags.NULL);
        if (kind != 0) {
            throw new Rejected(RejectReason.invalidTag);
        }
        at = content;
    }

    /**
     * Reads a truth value.
     *
     * @return the value.
     */
    public boolean bool() {
        application(Tags.BOOLEAN);
        if (kind > 1) {
            throw new Rejected(RejectReason.parameterOutOfRange);
        }
        at = content;
        return kind == 1;
    }

    /**
     * Reads an unsigned or enumerated number.
     *
     * @param tag {@link Tags#UNSIGNED} or {@link Tags#ENUMERATED}.
     * @return 0..2^32-1.
     */
    public long number(int tag) {
        application(tag);
        return unsigned();
    }

    /**
     * Reads a number with sign.
     *
     * @return -2^31..2^31-1.
     */
    public int signed() {
        application(Tags.SIGNED);
        if (length < 1 || length > 4) {
            throw new Rejected(RejectReason.parameterOutOfRange);
        }
        int value = octets[content];
        for (int i = 1; i < length; i++) {
            value = value << 8 | octet(content + i);
        }
        at = content + length;
        return value;
    }

    /** Reads over one value, however it is made. */
    public void skip() {
        int depth = 0;
        do {
            require(look());
            if (kind == Tags.OPENING) {
                depth++;
                if (depth > DEEPEST) {
                    throw new Rejected(RejectReason.invalidTag);
                }
            } else if (kind == Tags.CLOSING) {
                depth--;
                if (depth < 0) {
                    throw new Rejected(RejectReason.invalidTag);
                }
            }
            at = content + length;
        } while (depth > 0);
    }

    private void application(int tag) {
        if (!look()) {
            throw new Rejected(RejectReason.missingRequiredParameter);
        }
        if (context || number != tag) {
            throw new Rejected(RejectReason.invalidParameterDataType);
        }
    }

    private static void require(boolean there) {
        if (!there) {
            throw new Rejected(RejectReason.missingRequiredParameter);
        }
    }

    private long unsigned() {
        if (length < 1 || length > 4) {
            throw new Rejected(length < 1 ? RejectReason.invalidTag : RejectReason.parameterOutOfRange);
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | octet(content + i);
        }
        at = content + length;
        return value;
    }

    private int fourOctets() {
        if (length != 4) {
            throw new Rejected(RejectReason.invalidTag);
        }
        int value = octet(content) << 24 | octet(content + 1) << 16 | octet(content + 2) << 8 | octet(content + 3);
        at = content + 4;
        return value;
    }

    /** Reads the header of the next tag without passing it; false at the end. */
    private boolean look() {
        if (at >= end) {
            return false;
        }
        int first = octets[at] & 0xff;
        int next = at + 1;
        number = first >>> 4;
        context = (first & Tags.CONTEXT) != 0;
        kind = first & 7;
        if (number == Tags.EXTENDED_NUMBER >>> 4) {
            number = octet(next);
            next++;
        }
        if ((context && kind >= Tags.OPENING) || (!context && number == Tags.BOOLEAN)) {
            length = 0;
        } else if (kind < Tags.EXTENDED) {
            length = kind;
        } else if (kind == Tags.EXTENDED) {
            next = longLength(next);
        } else {
            throw new Rejected(RejectReason.invalidTag);
        }
        if (length < 0 || length > end - next) {
            throw new Rejected(RejectReason.invalidTag);
        }
        content = next;
        return true;
    }

    private int longLength(int from) {
        int next = from;
        length = octet(next++);
        int more = length == 254 ? 2 : length == 255 ? 4 : 0;
        if (more > 0) {
            length = 0;
            for (int i = 0; i < more; i++) {
                length = length << 8 | octet(next++);
            }
        }
        return next;
    }

    private int octet(int index) {
        if (index >= end) {
            throw new Rejected(RejectReason.invalidTag);
        }
        return octets[index] & 0xff;
    }
}
