package io.karawatt.simulator.internal.truth;

import io.karawatt.modbus.frame.ParsedRequest;
import io.karawatt.modbus.pdu.Response;
import java.util.Optional;

/** Answers by unit id. */
@FunctionalInterface
public interface Answerer {

    /**
     * Answers.
     *
     * @param unit unit id, 0..255.
     * @param request the request, or why it is to be refused.
     * @return the answer; empty when nobody has the unit id: the server then says exception 0x0B.
     */
    Optional<Response> answer(int unit, ParsedRequest request);
}
