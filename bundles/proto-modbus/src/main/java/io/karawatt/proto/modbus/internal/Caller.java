package io.karawatt.proto.modbus.internal;

import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Registers;

/** Somebody who asks; used by the thread of the face alone. */
interface Caller {

    /** What this caller has asked so far. */
    Traffic traffic();

    /** Takes an answer that is known at once. */
    void answer(Tag tag, Response response);

    /** Takes the answer to a read that is known at once. */
    default void answer(Tag tag, Registers registers) {
        answer(tag, new Response.ReadRegisters(tag.function(), registers));
    }

    /** Keeps the place of an answer that comes later. */
    Slot defer(Tag tag);

    /** An answer fell into a place that was kept. */
    void ready();
}
