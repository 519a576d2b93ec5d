package io.karawatt.modbus.frame;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

/** A whole RTU frame as it is on the wire, for functions that are no part of the Modbus specification. Immutable. */
public final class RawFrame {

    private final byte[] bytes;

    private RawFrame(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Makes a frame and its checksum.
     *
     * @param unit 0..255.
     * @param function 1..255.
     * @param data what follows the function, at most 252 bytes.
     * @return the frame.
     */
    public static RawFrame of(int unit, int function, byte... data) {
        if (data.length + RtuFrame.MIN > RtuFrame.MAX) {
            throw new IllegalArgumentException(data.length + " bytes do not fit a frame of " + RtuFrame.MAX);
        }
        ByteBuffer frame = ByteBuffer.allocate(data.length + RtuFrame.MIN);
        frame.put((byte) unit).put((byte) function).put(data);
        int crc = Crc16.of(frame, 0, frame.position());
        frame.put((byte) crc).put((byte) (crc >>> 8));
        return new RawFrame(frame.array());
    }

    /**
     * Takes over a sound frame.
     *
     * @param source holds it.
     * @param offset its first byte.
     * @param length its length, checksum included.
     * @return the frame.
     * @throws IllegalArgumentException when the checksum is wrong or it is too short.
     */
    public static RawFrame copyOf(byte[] source, int offset, int length) {
        if (!RtuFrame.sound(source, offset, length)) {
            throw new IllegalArgumentException("no sound frame");
        }
        return new RawFrame(Arrays.copyOfRange(source, offset, offset + length));
    }

    /**
     * Returns whom it is for or from.
     *
     * @return 0..255.
     */
    public int unit() {
        return bytes[0] & 0xFF;
    }

    /**
     * Returns the function code.
     *
     * @return 0..255.
     */
    public int function() {
        return bytes[1] & 0xFF;
    }

    /**
     * Returns the length.
     *
     * @return characters, checksum included.
     */
    public int length() {
        return bytes.length;
    }

    /**
     * Returns function and what follows it, without the checksum.
     *
     * @return a copy to read from.
     */
    public ByteBuffer pdu() {
        return ByteBuffer.wrap(Arrays.copyOfRange(bytes, 1, bytes.length - 2));
    }

    /**
     * Returns all characters.
     *
     * @return a copy.
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RawFrame frame && Arrays.equals(bytes, frame.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes);
    }
}
