package io.karawatt.modbus.frame;

import io.karawatt.modbus.pdu.ExceptionCode;
import io.karawatt.modbus.pdu.Request;
import io.karawatt.model.Registers;
import java.nio.ByteBuffer;

/**
 * Reads request PDUs as a slave must (Modbus Application Protocol V1.1b3 §6.3, §6.4, §6.6, §6.12, §6.21).
 *
 * <p>The order of the checks is that of the specification's state diagrams: function, then quantity and length, then
 * address. Whether a register exists is the business of the slave.
 */
public final class RequestParser {

    /** Most registers that one read may ask for (§6.3). */
    public static final int MAX_READ = 125;

    /** Most registers that one write may carry (§6.12). */
    public static final int MAX_WRITE = 123;

    private static final int ADDRESSES = 0x10000;

    private RequestParser() {}

    /**
     * Reads one PDU.
     *
     * @param pdu from position to limit exactly the PDU, function code first, big endian; afterwards the position is
     *     the limit, whatever came of it.
     * @return the request, or why it is refused and how.
     */
    public static ParsedRequest parse(ByteBuffer pdu) {
        int end = pdu.limit();
        try {
            if (!pdu.hasRemaining()) {
                return reject(0, ExceptionCode.ILLEGAL_FUNCTION, "an empty PDU");
            }
            int function = pdu.get() & 0xFF;
            return switch (function) {
                case 0x03, 0x04 -> read(function, pdu);
                case 0x06 -> writeSingle(pdu);
                case 0x10 -> writeMultiple(pdu);
                case 0x2B -> identify(pdu);
                default -> reject(function, ExceptionCode.ILLEGAL_FUNCTION, "function " + function);
            };
        } finally {
            pdu.position(end);
        }
    }

    private static ParsedRequest read(int function, ByteBuffer pdu) {
        if (pdu.remaining() != 4) {
            return length(function, pdu.remaining(), 4);
        }
        int address = word(pdu);
        int count = word(pdu);
        if (count < 1 || count > MAX_READ) {
            return value(function, "a read of " + count + " registers; 1 to " + MAX_READ + " are possible");
        }
        if (address + count > ADDRESSES) {
            return beyond(function, address, count);
        }
        return new ParsedRequest.Parsed(
                function == 0x03
                        ? new Request.ReadHoldingRegisters(address, count)
                        : new Request.ReadInputRegisters(address, count));
    }

    private static ParsedRequest writeSingle(ByteBuffer pdu) {
        if (pdu.remaining() != 4) {
            return length(0x06, pdu.remaining(), 4);
        }
        return new ParsedRequest.Parsed(new Request.WriteSingleRegister(word(pdu), word(pdu)));
    }

    private static ParsedRequest writeMultiple(ByteBuffer pdu) {
        if (pdu.remaining() < 5) {
            return length(0x10, pdu.remaining(), 5);
        }
        int address = word(pdu);
        int count = word(pdu);
        int bytes = pdu.get() & 0xFF;
        if (count < 1 || count > MAX_WRITE) {
            return value(0x10, "a write of " + count + " registers; 1 to " + MAX_WRITE + " are possible");
        }
        if (bytes != 2 * count) {
            return value(0x10, "byte count " + bytes + " for " + count + " registers");
        }
        if (pdu.remaining() != bytes) {
            return length(0x10, 5 + pdu.remaining(), 5 + bytes);
        }
        if (address + count > ADDRESSES) {
            return beyond(0x10, address, count);
        }
        return new ParsedRequest.Parsed(new Request.WriteMultipleRegisters(address, Registers.read(pdu, count)));
    }

    private static ParsedRequest identify(ByteBuffer pdu) {
        if (!pdu.hasRemaining()) {
            return length(0x2B, 0, 3);
        }
        int mei = pdu.get() & 0xFF;
        if (mei != 0x0E) {
            return reject(0x2B, ExceptionCode.ILLEGAL_FUNCTION, "function 43 with MEI type " + mei);
        }
        if (pdu.remaining() != 2) {
            return length(0x2B, 1 + pdu.remaining(), 3);
        }
        int code = pdu.get() & 0xFF;
        int object = pdu.get() & 0xFF;
        if (code < 1 || code > 4) {
            return value(0x2B, "read device id code " + code + "; 1 to 4 are possible");
        }
        return new ParsedRequest.Parsed(new Request.ReadDeviceIdentification(code, object));
    }

    private static int word(ByteBuffer pdu) {
        return ((pdu.get() & 0xFF) << 8) | (pdu.get() & 0xFF);
    }

    private static ParsedRequest beyond(int function, int address, int count) {
        return reject(
                function,
                ExceptionCode.ILLEGAL_DATA_ADDRESS,
                count + " registers from " + address + " reach beyond register 65535");
    }

    private static ParsedRequest length(int function, int seen, int wanted) {
        return value(function, seen + " bytes after function " + function + " where " + wanted + " belong");
    }

    private static ParsedRequest value(int function, String reason) {
        return reject(function, ExceptionCode.ILLEGAL_DATA_VALUE, reason);
    }

    private static ParsedRequest reject(int function, int code, String reason) {
        return new ParsedRequest.Rejected(function, code, reason);
    }
}
