package io.karawatt.modbus.frame;

import java.nio.ByteBuffer;

/** The checksum of RTU frames (Modbus over Serial Line V1.02 §6.2.2): polynomial 0xA001 reflected, start 0xFFFF. */
public final class Crc16 {

    /** What a computation starts with. */
    public static final int START = 0xFFFF;

    private static final char[] TABLE = table();

    private Crc16() {}

    private static char[] table() {
        char[] table = new char[256];
        for (int i = 0; i < table.length; i++) {
            int crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0xA001;
            }
            table[i] = (char) crc;
        }
        return table;
    }

    /**
     * Takes one more byte in.
     *
     * @param crc checksum so far, {@link #START} at first.
     * @param value the byte; only its low eight bits count.
     * @return checksum, 0..65535.
     */
    public static int update(int crc, int value) {
        return (crc >>> 8) ^ TABLE[(crc ^ value) & 0xFF];
    }

    /**
     * Computes the checksum of a run of bytes.
     *
     * @param bytes holds the run.
     * @param offset first byte.
     * @param length how many bytes.
     * @return checksum, 0..65535; on the wire its low byte goes first.
     */
    public static int of(byte[] bytes, int offset, int length) {
        int crc = START;
        for (int i = offset; i < offset + length; i++) {
            crc = update(crc, bytes[i]);
        }
        return crc;
    }

    /**
     * Computes the checksum of a run of bytes; the buffer's position stays.
     *
     * @param bytes holds the run.
     * @param from index of the first byte.
     * @param to index after the last byte.
     * @return checksum, 0..65535; on the wire its low byte goes first.
     */
    public static int of(ByteBuffer bytes, int from, int to) {
        int crc = START;
        for (int i = from; i < to; i++) {
            crc = update(crc, bytes.get(i));
        }
        return crc;
    }
}
