package io.karawatt.proto.modbus.internal;

import io.karawatt.modbus.frame.RtuFrame;
import io.karawatt.modbus.pdu.Response;
import java.nio.ByteBuffer;

/**
 * Modbus RTU over TCP: frames with unit and checksum as on a serial line, one after the other; used by one thread.
 *
 * <p>TCP keeps no silences, so the length of a frame comes from its function; where the function is unknown, a sound
 * checksum ends it.
 */
final class RtuFraming implements Framing {

    private static final int CHECKSUM = 2;

    private final byte[] head = new byte[RtuFrame.MAX];

    @Override
    public int longest() {
        return RtuFrame.MAX;
    }

    @Override
    public int check(ByteBuffer in) {
        int there = Math.min(in.remaining(), head.length);
        in.get(in.position(), head, 0, there);
        int length = RtuFrame.requestLength(head, 0, there);
        if (length == RtuFrame.UNKNOWN) {
            return byChecksum(there);
        }
        if (length == RtuFrame.NEED_MORE || length > there) {
            return NEED_MORE;
        }
        return RtuFrame.sound(head, 0, length) ? length : BROKEN;
    }

    private int byChecksum(int there) {
        for (int length = RtuFrame.MIN; length <= there; length++) {
            if (RtuFrame.sound(head, 0, length)) {
                return length;
            }
        }
        return there == head.length ? BROKEN : NEED_MORE;
    }

    @Override
    public String fault(ByteBuffer in) {
        return "a frame whose checksum is wrong; that is no Modbus RTU over TCP";
    }

    @Override
    public Tag open(ByteBuffer in) {
        in.limit(in.limit() - CHECKSUM);
        int unit = in.get() & 0xFF;
        return new Tag(0, unit, in.get(in.position()) & 0xFF);
    }

    @Override
    public void write(ByteBuffer out, Tag tag, Response response) {
        RtuFrame.write(out, tag.unit(), response);
    }
}
