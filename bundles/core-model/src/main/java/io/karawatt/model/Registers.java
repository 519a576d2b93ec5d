package io.karawatt.model;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A run of 16-bit Modbus registers, immutable.
 *
 * <p>Register contents are unsigned, 0..65535, and travel most significant byte first (Modbus Application Protocol
 * V1.1b3 §4.2).
 */
public final class Registers {

    /** No registers at all. */
    public static final Registers EMPTY = new Registers(new short[0]);

    private final short[] words;

    private Registers(short[] words) {
        this.words = words;
    }

    /**
     * Makes a run from values.
     *
     * @param values each 0..65535; a value outside is refused.
     * @return the run.
     */
    public static Registers of(int... values) {
        short[] words = new short[values.length];
        for (int i = 0; i < values.length; i++) {
            if (values[i] < 0 || values[i] > 0xFFFF) {
                throw new IllegalArgumentException("register value " + values[i] + " is outside 0..65535");
            }
            words[i] = (short) values[i];
        }
        return new Registers(words);
    }

    /**
     * Copies words.
     *
     * @param source the words.
     * @param offset first word taken.
     * @param count number of words.
     * @return the run.
     */
    public static Registers copyOf(short[] source, int offset, int count) {
        return new Registers(Arrays.copyOfRange(source, offset, offset + count));
    }

    /**
     * Reads words from a buffer, most significant byte first, and moves its position.
     *
     * @param buffer holds at least {@code 2 * count} bytes.
     * @param count number of registers, 0 or more.
     * @return the run.
     */
    public static Registers read(ByteBuffer buffer, int count) {
        short[] words = new short[count];
        for (int i = 0; i < count; i++) {
            words[i] = (short) ((buffer.get() << 8) | (buffer.get() & 0xFF));
        }
        return new Registers(words);
    }

    /**
     * Returns one register.
     *
     * @param index 0 .. {@link #size()} - 1.
     * @return 0..65535.
     */
    public int get(int index) {
        return words[index] & 0xFFFF;
    }

    /**
     * Returns how many registers there are.
     *
     * @return number of registers.
     */
    public int size() {
        return words.length;
    }

    /**
     * Returns a part of the run.
     *
     * @param offset first register.
     * @param count number of registers.
     * @return the part.
     */
    public Registers slice(int offset, int count) {
        if (offset < 0 || count < 0 || offset + count > words.length) {
            throw new IndexOutOfBoundsException(offset + "+" + count + " of " + words.length + " registers");
        }
        return offset == 0 && count == words.length ? this : copyOf(words, offset, count);
    }

    /**
     * Writes the run into a buffer, most significant byte first.
     *
     * @param buffer has room for {@code 2 * size()} bytes.
     */
    public void writeTo(ByteBuffer buffer) {
        for (short word : words) {
            buffer.put((byte) (word >> 8)).put((byte) word);
        }
    }

    /**
     * Copies the words into an array.
     *
     * @param target the array.
     * @param offset where the first word goes.
     */
    public void copyTo(short[] target, int offset) {
        System.arraycopy(words, 0, target, offset, words.length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Registers that && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(words);
    }

    @Override
    public String toString() {
        StringBuilder hex = new StringBuilder("[");
        for (short word : words) {
            hex.append(hex.length() > 1 ? " " : "").append(String.format("%04X", word & 0xFFFF));
        }
        return hex.append(']').toString();
    }
}
