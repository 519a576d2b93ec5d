package io.karawatt.modbus.frame;

import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;

/** What a slave makes of the bytes of a request PDU; see {@link RequestParser}. */
public sealed interface ParsedRequest {

    /**
     * A sound request.
     *
     * @param request the request, all its fields inside the ranges of the specification.
     */
    record Parsed(Request request) implements ParsedRequest {}

    /**
     * A request that the specification wants refused.
     *
     * @param function function code as it came, 0..255; 0 when not even that came.
     * @param exceptionCode see {@link io.karawatt.modbus.pdu.ExceptionCode}: 1, 2 or 3.
     * @param reason what is wrong, with the value seen.
     */
    record Rejected(int function, int exceptionCode, String reason) implements ParsedRequest {

        /**
         * Returns the refusal as it goes back to the master.
         *
         * @return the exception response.
         */
        public Response.ExceptionResponse response() {
            return Response.ExceptionResponse.to(function, exceptionCode);
        }
    }
}
