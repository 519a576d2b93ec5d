package io.karawatt.modbus.frame;

import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import java.nio.ByteBuffer;

/**
 * The header of a Modbus TCP frame (Modbus Messaging on TCP/IP V1.0b §3.1.3).
 *
 * <p>A reader collects bytes in a buffer and asks {@link #check} until a whole frame is there; then {@link #read} takes
 * the header and leaves the position at the PDU, which is {@link #pduLength} bytes long. A stream that is broken once
 * can't be trusted again: close it.
 *
 * @param transaction id that the answer repeats, 0..65535.
 * @param length bytes after the length field, unit included, 2..254.
 * @param unit 0..255.
 */
public record Mbap(int transaction, int length, int unit) {

    /** Bytes of the header, unit included. */
    public static final int HEADER = 7;

    /** Longest frame: header and PDU. */
    public static final int MAX = HEADER + Request.MAX_PDU;

    /** {@link #check}: the frame is not complete yet. */
    public static final int NEED_MORE = 0;

    /** {@link #check}: these bytes are no Modbus TCP; {@link #fault} says why. */
    public static final int BROKEN = -1;

    /**
     * Tells whether a buffer begins with a whole frame; its position stays. A broken header is seen with its first
     * wrong byte.
     *
     * @param buffer from position to limit what has been received.
     * @return length of the whole frame, 8..{@link #MAX}, when it is there, else {@link #NEED_MORE} or {@link #BROKEN}.
     */
    public static int check(ByteBuffer buffer) {
        int there = buffer.remaining();
        int start = buffer.position();
        if (word(buffer, 2) != 0 || word(buffer, 4) > 0xFF) {
            return BROKEN;
        }
        if (there < 6) {
            return NEED_MORE;
        }
        int length = buffer.get(start + 5) & 0xFF;
        if (length < 2 || length > 1 + Request.MAX_PDU) {
            return BROKEN;
        }
        return there < 6 + length ? NEED_MORE : 6 + length;
    }

    /**
     * Says why {@link #check} called a buffer broken.
     *
     * @param buffer as it was given to {@link #check}.
     * @return the reason in words.
     */
    public static String fault(ByteBuffer buffer) {
        int protocol = word(buffer, 2);
        return protocol != 0
                ? "protocol id " + protocol + " where 0 belongs"
                : "length field " + word(buffer, 4) + "; 2 to 254 are possible";
    }

    /** Two bytes of the header; what has not come yet counts as 0. */
    private static int word(ByteBuffer buffer, int index) {
        int at = buffer.position() + index;
        int high = at < buffer.limit() ? buffer.get(at) & 0xFF : 0;
        int low = at + 1 < buffer.limit() ? buffer.get(at + 1) & 0xFF : 0;
        return (high << 8) | low;
    }

    /**
     * Takes the header of a frame that {@link #check} found whole.
     *
     * @param buffer position at the frame's begin; afterwards at its PDU.
     * @return the header.
     */
    public static Mbap read(ByteBuffer buffer) {
        int transaction = ((buffer.get() & 0xFF) << 8) | (buffer.get() & 0xFF);
        buffer.position(buffer.position() + 2);
        int length = ((buffer.get() & 0xFF) << 8) | (buffer.get() & 0xFF);
        return new Mbap(transaction, length, buffer.get() & 0xFF);
    }

    /**
     * Writes a frame with a request.
     *
     * @param frame has room for {@link #MAX} bytes; the position moves to the frame's end.
     * @param transaction 0..65535.
     * @param unit 0..255.
     * @param request the request.
     */
    public static void write(ByteBuffer frame, int transaction, int unit, Request request) {
        int start = begin(frame, transaction, unit);
        request.writeTo(frame);
        end(frame, start);
    }

    /**
     * Writes a frame with a response.
     *
     * @param frame has room for {@link #MAX} bytes; the position moves to the frame's end.
     * @param transaction 0..65535, that of the request.
     * @param unit 0..255, that of the request.
     * @param response the response.
     */
    public static void write(ByteBuffer frame, int transaction, int unit, Response response) {
        int start = begin(frame, transaction, unit);
        response.writeTo(frame);
        end(frame, start);
    }

    private static int begin(ByteBuffer frame, int transaction, int unit) {
        int start = frame.position();
        frame.put((byte) (transaction >>> 8)).put((byte) transaction);
        frame.put((byte) 0).put((byte) 0).put((byte) 0).put((byte) 0);
        frame.put((byte) unit);
        return start;
    }

    private static void end(ByteBuffer frame, int start) {
        int length = frame.position() - start - 6;
        frame.put(start + 4, (byte) (length >>> 8)).put(start + 5, (byte) length);
    }

    /**
     * Returns the length of the PDU that follows.
     *
     * @return bytes, 1..253.
     */
    public int pduLength() {
        return length - 1;
    }
}
