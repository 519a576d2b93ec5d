package io.karawatt.proto.modbus.internal;

import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Registers;
import java.nio.ByteBuffer;

/** How requests and answers lie in the byte stream of a connection. */
interface Framing {

    /** {@link #check}: the frame is not complete yet. */
    int NEED_MORE = 0;

    /** {@link #check}: these bytes are no frame; {@link #fault} says why. */
    int BROKEN = -1;

    /** Bytes of the longest frame. */
    int longest();

    /**
     * Tells whether a buffer begins with a whole frame; its position stays.
     *
     * @param in from position to limit what has been received.
     * @return length of the frame, or {@link #NEED_MORE}, or {@link #BROKEN}.
     */
    int check(ByteBuffer in);

    /** Says why {@link #check} called a buffer broken. */
    String fault(ByteBuffer in);

    /**
     * Takes the envelope of a whole frame off.
     *
     * @param in the frame between position and limit; afterwards the PDU, at least one byte.
     * @return what the answer repeats.
     */
    Tag open(ByteBuffer in);

    /** Adds a frame with an answer. */
    void write(ByteBuffer out, Tag tag, Response response);

    /** Adds a frame with the answer to a read. */
    default void write(ByteBuffer out, Tag tag, Registers registers) {
        write(out, tag, new Response.ReadRegisters(tag.function(), registers));
    }
}
