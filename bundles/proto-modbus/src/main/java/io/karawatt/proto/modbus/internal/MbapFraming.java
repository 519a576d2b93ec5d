package io.karawatt.proto.modbus.internal;

import io.karawatt.modbus.frame.Mbap;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Registers;
import java.nio.ByteBuffer;

/** Modbus TCP: each PDU behind a header with transaction, length and unit (Messaging on TCP/IP V1.0b §3.1.3). */
final class MbapFraming implements Framing {

    @Override
    public int longest() {
        return Mbap.MAX;
    }

    @Override
    public int check(ByteBuffer in) {
        int length = Mbap.check(in);
        return length == Mbap.BROKEN ? BROKEN : length == Mbap.NEED_MORE ? NEED_MORE : length;
    }

    @Override
    public String fault(ByteBuffer in) {
        return Mbap.fault(in) + "; that is no Modbus TCP";
    }

    @Override
    public Tag open(ByteBuffer in) {
        Mbap header = Mbap.read(in);
        return new Tag(header.transaction(), header.unit(), in.get(in.position()) & 0xFF);
    }

    @Override
    public void write(ByteBuffer out, Tag tag, Response response) {
        Mbap.write(out, tag.transaction(), tag.unit(), response);
    }

    /** The short way for what is asked most. */
    @Override
    public void write(ByteBuffer out, Tag tag, Registers registers) {
        int bytes = 2 * registers.size();
        out.putInt(tag.transaction() << 16);
        out.putShort((short) (bytes + 3));
        out.putShort((short) ((tag.unit() << 8) | tag.function()));
        out.put((byte) bytes);
        registers.writeTo(out);
    }
}
