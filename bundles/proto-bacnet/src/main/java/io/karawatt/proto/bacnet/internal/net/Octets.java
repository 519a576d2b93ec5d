package io.karawatt.proto.bacnet.internal.net;

import java.util.Arrays;

/**
 * A byte array that grows up to a limit and is used again and again; what services are encoded into.
 *
 * <p>In front of the content lies room for the headers of transport and network, so that an answer that fits one
 * datagram is sent without being copied. Not thread-safe.
 */
public final class Octets {

    /** Room in front of the content. */
    static final int HEADROOM = 48;

    private final int limit;
    private byte[] bytes;
    private int end = HEADROOM;
    private int head = HEADROOM;

    /**
     * Makes an empty one.
     *
     * @param initial octets for which there is room at once.
     * @param limit most octets of content.
     */
    public Octets(int initial, int limit) {
        this.limit = limit;
        this.bytes = new byte[HEADROOM + Math.min(initial, limit)];
    }

    /** The content outgrew its limit; the request is answered with an abort. */
    public static final class Overflow extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Overflow(int limit) {
            super("the answer is longer than " + limit + " octets", null, false, false);
        }
    }

    /**
     * Returns the length of the content.
     *
     * @return octets.
     */
    public int size() {
        return end - HEADROOM;
    }

    /**
     * Returns how long the content may become.
     *
     * @return octets.
     */
    public int limit() {
        return limit;
    }

    /**
     * Empties it.
     *
     * @return this.
     */
    public Octets clear() {
        end = HEADROOM;
        head = HEADROOM;
        return this;
    }

    /**
     * Takes back what was written last.
     *
     * @param size how long the content shall be; at most {@link #size}.
     */
    public void truncate(int size) {
        if (size < 0 || size > size()) {
            throw new IllegalArgumentException("can't cut " + size() + " octets to " + size);
        }
        end = HEADROOM + size;
    }

    /**
     * Appends an octet.
     *
     * @param value its lower eight bits count.
     * @return this.
     * @throws Overflow when the limit is reached; so do all the others.
     */
    public Octets u8(int value) {
        need(1);
        bytes[end++] = (byte) value;
        return this;
    }

    /**
     * Appends two octets, the higher first.
     *
     * @param value its lower 16 bits count.
     * @return this.
     */
    public Octets u16(int value) {
        need(2);
        bytes[end++] = (byte) (value >>> 8);
        bytes[end++] = (byte) value;
        return this;
    }

    /**
     * Appends three octets, the highest first.
     *
     * @param value its lower 24 bits count.
     * @return this.
     */
    public Octets u24(int value) {
        return u8(value >>> 16).u16(value);
    }

    /**
     * Appends four octets, the highest first.
     *
     * @param value all of it.
     * @return this.
     */
    public Octets u32(int value) {
        need(4);
        bytes[end++] = (byte) (value >>> 24);
        bytes[end++] = (byte) (value >>> 16);
        bytes[end++] = (byte) (value >>> 8);
        bytes[end++] = (byte) value;
        return this;
    }

    /**
     * Appends a single float (IEEE 754).
     *
     * @param value the number.
     * @return this.
     */
    public Octets f32(float value) {
        return u32(Float.floatToIntBits(value));
    }

    /**
     * Appends a double float (IEEE 754).
     *
     * @param value the number.
     * @return this.
     */
    public Octets f64(double value) {
        long bits = Double.doubleToLongBits(value);
        return u32((int) (bits >>> 32)).u32((int) bits);
    }

    /**
     * Appends octets.
     *
     * @param source where they are.
     * @return this.
     */
    public Octets put(byte[] source) {
        return put(source, 0, source.length);
    }

    /**
     * Appends octets.
     *
     * @param source where they are.
     * @param offset where they begin.
     * @param length how many.
     * @return this.
     */
    public Octets put(byte[] source, int offset, int length) {
        need(length);
        System.arraycopy(source, offset, bytes, end, length);
        end += length;
        return this;
    }

    /**
     * Overwrites an octet written before.
     *
     * @param index 0 for the first of the content.
     * @param value its lower eight bits count.
     */
    public void set(int index, int value) {
        if (index < 0 || index >= size()) {
            throw new IndexOutOfBoundsException(index);
        }
        bytes[HEADROOM + index] = (byte) value;
    }

    /**
     * Copies the content.
     *
     * @return a new array.
     */
    public byte[] toArray() {
        return Arrays.copyOfRange(bytes, HEADROOM, end);
    }

    /** The array the content lies in; another one after it grew. */
    byte[] array() {
        return bytes;
    }

    /** Where headers and content begin in the array. */
    int head() {
        return head;
    }

    /** Headers and content together. */
    int length() {
        return end - head;
    }

    /** Takes all headers off. */
    Octets rewind() {
        head = HEADROOM;
        return this;
    }

    /** Puts an octet before all else. */
    Octets prepend8(int value) {
        bytes[--head] = (byte) value;
        return this;
    }

    /** Puts two octets before all else, the higher first. */
    Octets prepend16(int value) {
        return prepend8(value).prepend8(value >>> 8);
    }

    /** Puts the lower octets of a number before all else, the highest first. */
    Octets prepend(long value, int length) {
        for (int i = 0; i < length; i++) {
            prepend8((int) (value >>> (8 * i)));
        }
        return this;
    }

    private void need(int more) {
        if (more > limit - size()) {
            throw new Overflow(limit);
        }
        if (end + more > bytes.length) {
            int wanted = Math.max(end + more, 2 * bytes.length);
            bytes = Arrays.copyOf(bytes, Math.min(wanted, HEADROOM + limit));
        }
    }
}
