package io.karawatt.modbus.addressing;

import io.karawatt.modbus.frame.RawFrame;
import io.karawatt.modbus.frame.RtuFrame;
import java.nio.ByteBuffer;
import java.util.Optional;

/** How addressing frames are laid out: unit 253, function 65, number of bytes that follow, operation, session, rest. */
final class Layout {

    static final int ASK = 0x10;
    static final int HUSH = 0x11;
    static final int ASSIGN = 0x12;
    /** Set in the operation of an answer. */
    static final int ANSWER = 0x80;

    static final int ASK_LENGTH = 9;
    static final int HUSH_LENGTH = 6;
    static final int ASSIGN_LENGTH = 7;
    static final int HERE_LENGTH = 8;
    static final int OBEYED_LENGTH = 7;

    private static final int HEAD = 4;

    private Layout() {}

    /**
     * What follows the head of a frame.
     *
     * @param operation see the constants.
     * @param session number of the session.
     * @param length bytes counted by the frame.
     * @param data the rest, to be read on.
     */
    record Body(int operation, int session, int length, ByteBuffer data) {

        /** The next three bytes as a NET ID; empty when they can't be one. */
        Optional<NetId> id() {
            int value = takeId(data);
            return NetId.valid(value) ? Optional.of(new NetId(value)) : Optional.empty();
        }
    }

    static ByteBuffer begin(int operation, int length, int session) {
        return ByteBuffer.allocate(1 + length)
                .put((byte) length)
                .put((byte) operation)
                .putShort((short) session);
    }

    static ByteBuffer putId(ByteBuffer data, int value) {
        return data.put((byte) (value >>> 16)).putShort((short) value);
    }

    static int takeId(ByteBuffer data) {
        return (data.get() & 0xFF) << 16 | (data.getShort() & 0xFFFF);
    }

    static RawFrame frame(ByteBuffer data) {
        byte[] bytes = new byte[data.position()];
        data.flip().get(bytes);
        return RawFrame.of(RtuFrame.ADDRESSING_UNIT, RtuFrame.ADDRESSING_FUNCTION, bytes);
    }

    static Optional<Body> body(RawFrame frame) {
        if (frame.unit() != RtuFrame.ADDRESSING_UNIT || frame.function() != RtuFrame.ADDRESSING_FUNCTION) {
            return Optional.empty();
        }
        ByteBuffer pdu = frame.pdu();
        pdu.get();
        if (pdu.remaining() < 1 + HEAD) {
            return Optional.empty();
        }
        int length = pdu.get() & 0xFF;
        if (pdu.remaining() != length) {
            return Optional.empty();
        }
        int operation = pdu.get() & 0xFF;
        return Optional.of(new Body(operation, pdu.getShort() & 0xFFFF, length, pdu));
    }
}
