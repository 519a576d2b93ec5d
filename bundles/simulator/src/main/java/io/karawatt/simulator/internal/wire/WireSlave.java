package io.karawatt.simulator.internal.wire;

import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.frame.RawFrame;
import io.karawatt.modbus.pdu.Response;
import java.util.Optional;

/** Somebody who answers on a wire in memory; called under the wire's lock, must be quick. */
public interface WireSlave {

    /**
     * Returns the address it answers to.
     *
     * @return 1..247.
     */
    int unit();

    /**
     * Answers a sound request to its own address or to everybody.
     *
     * @param request the request, or why it is to be refused.
     * @param broadcast whether it went to everybody; then nothing is sent whatever is returned.
     * @return the answer; empty when it keeps silent.
     */
    Optional<Response> answer(ParsedRequest request, boolean broadcast);

    /**
     * Hears a sound frame that is no Modbus request to it, such as one of the addressing protocol.
     *
     * @param frame the frame.
     * @param now the moment on the wire's timeline.
     * @return what it says; empty when it keeps silent, as all do that know nothing of such frames.
     */
    default Optional<RawFrame> hear(RawFrame frame, long now) {
        return Optional.empty();
    }

    /**
     * Returns how long it thinks.
     *
     * @return nanoseconds from the end of the silence after the request to the begin of the answer.
     */
    long turnaroundNanos();
}
