package io.karawatt.bus;

import io.karawatt.model.Registers;
import java.time.Instant;

/** What became of a {@link BusRequest}. */
public sealed interface BusReply {

    /**
     * The device answered a read.
     *
     * @param registers the contents.
     * @param at when the answer was received.
     */
    record Data(Registers registers, Instant at) implements BusReply {}

    /**
     * The device confirmed a write.
     *
     * @param at when the confirmation was received.
     */
    record Written(Instant at) implements BusReply {}

    /**
     * The device answered with a Modbus exception.
     *
     * @param code exception code, 1..255 (Modbus Application Protocol V1.1b3 §7).
     */
    record Refused(int code) implements BusReply {}

    /**
     * The device did not answer, or what came was not an answer.
     *
     * @param reason what was seen.
     */
    record Silent(String reason) implements BusReply {}

    /**
     * The line itself can't be used: port gone, connection refused, driver stopping.
     *
     * @param reason what was seen.
     */
    record LineDown(String reason) implements BusReply {}

    /**
     * The line is working, but had no time for this request within the asker's patience, or its queue is full.
     *
     * @param reason which of the two.
     */
    record Busy(String reason) implements BusReply {}
}
