package io.karawatt.modbus.frame;

import io.karawatt.modbus.pdu.Response;

/** What a master makes of the bytes of a response PDU; see {@link ResponseParser}. */
public sealed interface ParsedResponse {

    /**
     * An answer to the request, an exception response included.
     *
     * @param response the answer.
     */
    record Good(Response response) implements ParsedResponse {}

    /**
     * Bytes that do not answer the request.
     *
     * @param reason what is wrong, with the value seen and the one wanted.
     */
    record Bad(String reason) implements ParsedResponse {}
}
