package io.karawatt.modbus.frame;

import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import java.nio.ByteBuffer;

/**
 * RTU frames: unit, PDU, checksum low byte first (Modbus over Serial Line V1.02 §2.5.1), and how long one will be.
 *
 * <p>The expected length lets a reader end a frame at its last character instead of 3.5 characters later. Public
 * functions outside our own PDU records are known here too, because a slave on a shared line must step over its
 * neighbours' traffic.
 */
public final class RtuFrame {

    /** Shortest frame: unit, function, checksum. */
    public static final int MIN = 4;

    /** Longest frame (§2.5.1.1). */
    public static final int MAX = 256;

    /** The length can't be told yet: more characters are needed. */
    public static final int NEED_MORE = 0;

    /** The length can't be told from the characters: only silence ends the frame. */
    public static final int UNKNOWN = -1;

    /** Unit id of addressing frames: of the reserved range, so that no other device listens. */
    public static final int ADDRESSING_UNIT = 253;

    /** User-defined function of addressing frames (Modbus Application Protocol V1.1b3 §5); of unit 253 only. */
    public static final int ADDRESSING_FUNCTION = 0x41;

    private RtuFrame() {}

    /**
     * Writes a request frame.
     *
     * @param frame has room for {@link #MAX} bytes; the position moves to the frame's end.
     * @param unit 0..255; 0 is the broadcast.
     * @param request the request.
     */
    public static void write(ByteBuffer frame, int unit, Request request) {
        int start = frame.position();
        frame.put((byte) unit);
        request.writeTo(frame);
        seal(frame, start);
    }

    /**
     * Writes a response frame.
     *
     * @param frame has room for {@link #MAX} bytes; the position moves to the frame's end.
     * @param unit 1..255.
     * @param response the response.
     */
    public static void write(ByteBuffer frame, int unit, Response response) {
        int start = frame.position();
        frame.put((byte) unit);
        response.writeTo(frame);
        seal(frame, start);
    }

    private static void seal(ByteBuffer frame, int start) {
        int crc = Crc16.of(frame, start, frame.position());
        frame.put((byte) crc).put((byte) (crc >>> 8));
    }

    /**
     * Tells whether the checksum of a frame is right.
     *
     * @param bytes holds the frame.
     * @param offset its first byte.
     * @param length its length, checksum included.
     * @return false also when it is shorter than {@link #MIN}.
     */
    public static boolean sound(byte[] bytes, int offset, int length) {
        if (length < MIN) {
            return false;
        }
        int crc = Crc16.of(bytes, offset, length - 2);
        return bytes[offset + length - 2] == (byte) crc && bytes[offset + length - 1] == (byte) (crc >>> 8);
    }

    /**
     * Tells how long a response frame is that begins with some bytes.
     *
     * @param bytes holds the begin of the frame.
     * @param offset its first byte, the unit.
     * @param length how many bytes are there.
     * @return {@link #MIN}..{@link #MAX} in bytes with checksum, or {@link #NEED_MORE}, or {@link #UNKNOWN}.
     */
    public static int responseLength(byte[] bytes, int offset, int length) {
        if (length < 2) {
            return NEED_MORE;
        }
        int function = bytes[offset + 1] & 0xFF;
        if (function > 0x7F) {
            return 5;
        }
        if (isAddressing(bytes, offset)) {
            return counted(bytes, offset, length, 2);
        }
        return switch (function) {
            case 0x01, 0x02, 0x03, 0x04, 0x0C, 0x11, 0x14, 0x15, 0x17 -> counted(bytes, offset, length, 2);
            case 0x05, 0x06, 0x08, 0x0B, 0x0F, 0x10 -> 8;
            case 0x07 -> 5;
            case 0x16 -> 10;
            case 0x2B -> identificationLength(bytes, offset, length);
            default -> UNKNOWN;
        };
    }

    /**
     * Tells how long a request frame is that begins with some bytes.
     *
     * @param bytes holds the begin of the frame.
     * @param offset its first byte, the unit.
     * @param length how many bytes are there.
     * @return {@link #MIN}..{@link #MAX} in bytes with checksum, or {@link #NEED_MORE}, or {@link #UNKNOWN}.
     */
    public static int requestLength(byte[] bytes, int offset, int length) {
        if (length < 2) {
            return NEED_MORE;
        }
        if (isAddressing(bytes, offset)) {
            return counted(bytes, offset, length, 2);
        }
        return switch (bytes[offset + 1] & 0xFF) {
            case 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x08 -> 8;
            case 0x07, 0x0B, 0x0C, 0x11 -> 4;
            case 0x0F, 0x10 -> counted(bytes, offset, length, 6);
            case 0x14, 0x15 -> counted(bytes, offset, length, 2);
            case 0x16 -> 10;
            case 0x17 -> counted(bytes, offset, length, 10);
            case 0x18 -> 6;
            case 0x2B -> length < 3 ? NEED_MORE : bytes[offset + 2] == 0x0E ? 7 : UNKNOWN;
            default -> UNKNOWN;
        };
    }

    private static boolean isAddressing(byte[] bytes, int offset) {
        return (bytes[offset] & 0xFF) == ADDRESSING_UNIT && bytes[offset + 1] == ADDRESSING_FUNCTION;
    }

    /**
     * Tells how long the good answer to a request is.
     *
     * @param request what was asked.
     * @return its length in bytes with checksum, or {@link #UNKNOWN} when only the answer tells.
     */
    public static int answerLength(Request request) {
        if (request instanceof Request.ReadHoldingRegisters read) {
            return 5 + 2 * read.count();
        }
        if (request instanceof Request.ReadInputRegisters read) {
            return 5 + 2 * read.count();
        }
        boolean echo =
                request instanceof Request.WriteSingleRegister || request instanceof Request.WriteMultipleRegisters;
        return echo ? 8 : UNKNOWN;
    }

    /** A frame whose byte count stands at an index and counts all that follows up to the checksum. */
    private static int counted(byte[] bytes, int offset, int length, int index) {
        return length <= index ? NEED_MORE : bounded(index + 1 + (bytes[offset + index] & 0xFF) + 2);
    }

    /** Unit, 43, MEI, code, conformity, more, next, number of objects, then id, length and text of each (§6.21). */
    private static int identificationLength(byte[] bytes, int offset, int length) {
        if (length >= 3 && bytes[offset + 2] != 0x0E) {
            return UNKNOWN;
        }
        if (length < 8) {
            return NEED_MORE;
        }
        int at = 8;
        for (int left = bytes[offset + 7] & 0xFF; left > 0; left--) {
            if (at + 4 > MAX) {
                return UNKNOWN;
            }
            if (length < at + 2) {
                return NEED_MORE;
            }
            at += 2 + (bytes[offset + at + 1] & 0xFF);
        }
        return bounded(at + 2);
    }

    private static int bounded(int length) {
        return length > MAX ? UNKNOWN : length;
    }
}
