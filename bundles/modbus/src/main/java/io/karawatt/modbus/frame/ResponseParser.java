package io.karawatt.modbus.frame;

import io.karawatt.modbus.pdu.Request;
import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.Registers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads response PDUs as the answer to one request (Modbus Application Protocol V1.1b3 §6 and §7): the function must be
 * the request's, byte counts must agree with what was asked and with what came, echoes must be echoes.
 */
public final class ResponseParser {

    private ResponseParser() {}

    /**
     * Reads one PDU.
     *
     * @param request what was asked.
     * @param pdu from position to limit exactly the PDU, function code first; afterwards the position is the limit,
     *     whatever came of it.
     * @return the answer, or why this is none.
     */
    public static ParsedResponse parse(Request request, ByteBuffer pdu) {
        int end = pdu.limit();
        try {
            if (!pdu.hasRemaining()) {
                return bad("an empty PDU");
            }
            int function = pdu.get() & 0xFF;
            if (function == (request.function() | 0x80)) {
                return exception(function, pdu);
            }
            if (function != request.function()) {
                return bad("function " + function + " answers function " + request.function());
            }
            return body(request, pdu);
        } finally {
            pdu.position(end);
        }
    }

    private static ParsedResponse body(Request request, ByteBuffer pdu) {
        if (request instanceof Request.ReadHoldingRegisters read) {
            return registers(0x03, read.count(), pdu);
        }
        if (request instanceof Request.ReadInputRegisters read) {
            return registers(0x04, read.count(), pdu);
        }
        if (request instanceof Request.WriteSingleRegister write) {
            return echo(
                    new Response.WrittenSingle(write.address(), write.value()), write.address(), write.value(), pdu);
        }
        if (request instanceof Request.WriteMultipleRegisters write) {
            int count = write.values().size();
            return echo(new Response.WrittenMultiple(write.address(), count), write.address(), count, pdu);
        }
        return identification(((Request.ReadDeviceIdentification) request).code(), pdu);
    }

    private static ParsedResponse exception(int function, ByteBuffer pdu) {
        if (pdu.remaining() != 1) {
            return bad("an exception response with " + pdu.remaining() + " bytes after the function where 1 belongs");
        }
        return new ParsedResponse.Good(new Response.ExceptionResponse(function, pdu.get() & 0xFF));
    }

    private static ParsedResponse registers(int function, int count, ByteBuffer pdu) {
        if (!pdu.hasRemaining()) {
            return bad("no byte count");
        }
        int bytes = pdu.get() & 0xFF;
        if (bytes != 2 * count) {
            return bad("byte count " + bytes + " where " + 2 * count + " was asked for");
        }
        if (pdu.remaining() != bytes) {
            return bad(pdu.remaining() + " bytes of data where the byte count says " + bytes);
        }
        return new ParsedResponse.Good(new Response.ReadRegisters(function, Registers.read(pdu, count)));
    }

    private static ParsedResponse echo(Response wanted, int first, int second, ByteBuffer pdu) {
        if (pdu.remaining() != 4) {
            return bad("an echo of " + pdu.remaining() + " bytes where 4 belong");
        }
        int address = word(pdu);
        int value = word(pdu);
        if (address != first || value != second) {
            return bad("echo of " + address + ", " + value + " where " + first + ", " + second + " was written");
        }
        return new ParsedResponse.Good(wanted);
    }

    private static ParsedResponse identification(int code, ByteBuffer pdu) {
        if (pdu.remaining() < 6) {
            return bad("an identification of " + pdu.remaining() + " bytes where at least 6 belong");
        }
        int mei = pdu.get() & 0xFF;
        int seen = pdu.get() & 0xFF;
        if (mei != 0x0E || seen != code) {
            return bad("MEI type " + mei + ", code " + seen + " where 14, " + code + " was asked for");
        }
        int conformity = pdu.get() & 0xFF;
        int more = pdu.get() & 0xFF;
        if (more != 0 && more != 0xFF) {
            return bad("more-follows byte " + more + " where 0 or 255 belongs");
        }
        int next = pdu.get() & 0xFF;
        int count = pdu.get() & 0xFF;
        SortedMap<Integer, String> objects = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            if (pdu.remaining() < 2) {
                return bad("object " + (i + 1) + " of " + count + " is missing");
            }
            int id = pdu.get() & 0xFF;
            int length = pdu.get() & 0xFF;
            if (pdu.remaining() < length) {
                return bad("object id " + id + " is cut: " + pdu.remaining() + " of " + length + " bytes");
            }
            byte[] text = new byte[length];
            pdu.get(text);
            if (objects.put(id, new String(text, StandardCharsets.ISO_8859_1)) != null) {
                return bad("object id " + id + " comes twice");
            }
        }
        if (pdu.hasRemaining()) {
            return bad(pdu.remaining() + " bytes too many after the last object");
        }
        return new ParsedResponse.Good(new Response.DeviceIdentification(code, conformity, more != 0, next, objects));
    }

    private static int word(ByteBuffer pdu) {
        return ((pdu.get() & 0xFF) << 8) | (pdu.get() & 0xFF);
    }

    private static ParsedResponse bad(String reason) {
        return new ParsedResponse.Bad(reason);
    }
}
