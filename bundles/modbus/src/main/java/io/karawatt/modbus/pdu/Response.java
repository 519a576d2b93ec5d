package io.karawatt.modbus.pdu;

import io.karawatt.model.Registers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** An answer of a slave (Modbus Application Protocol V1.1b3 §6), without unit id and checksum. */
public sealed interface Response {

    /**
     * Returns the function code as it is on the wire.
     *
     * @return 1..255; above 127 for an exception.
     */
    int function();

    /**
     * Writes the PDU, function code first.
     *
     * @param buffer has room for {@link Request#MAX_PDU} bytes.
     */
    void writeTo(ByteBuffer buffer);

    /**
     * Answer to function 3 or 4.
     *
     * @param function 3 or 4.
     * @param registers 1..125 registers.
     */
    record ReadRegisters(int function, Registers registers) implements Response {

        @Override
        public void writeTo(ByteBuffer buffer) {
            buffer.put((byte) function).put((byte) (2 * registers.size()));
            registers.writeTo(buffer);
        }
    }

    /**
     * Answer to function 6: the echo of the request.
     *
     * @param address register, 0..65535.
     * @param value 0..65535.
     */
    record WrittenSingle(int address, int value) implements Response {

        @Override
        public int function() {
            return 0x06;
        }

        @Override
        public void writeTo(ByteBuffer buffer) {
            buffer.put((byte) 0x06).putShort((short) address).putShort((short) value);
        }
    }

    /**
     * Answer to function 16.
     *
     * @param address first register, 0..65535.
     * @param count 1..123.
     */
    record WrittenMultiple(int address, int count) implements Response {

        @Override
        public int function() {
            return 0x10;
        }

        @Override
        public void writeTo(ByteBuffer buffer) {
            buffer.put((byte) 0x10).putShort((short) address).putShort((short) count);
        }
    }

    /**
     * Answer to function 43, MEI type 14.
     *
     * @param code read code of the request, 1..4.
     * @param conformity conformity level, 0x01..0x03, plus 0x80 for individual access.
     * @param next next object id when more follows, else 0.
     * @param more whether more objects follow.
     * @param objects object id to text; together they fit one PDU.
     */
    record DeviceIdentification(int code, int conformity, boolean more, int next, SortedMap<Integer, String> objects)
            implements Response {

        /** Copies the map. */
        public DeviceIdentification {
            objects = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(objects));
        }

        @Override
        public int function() {
            return 0x2B;
        }

        @Override
        public void writeTo(ByteBuffer buffer) {
            buffer.put((byte) 0x2B).put((byte) 0x0E).put((byte) code).put((byte) conformity);
            buffer.put((byte) (more ? 0xFF : 0)).put((byte) next).put((byte) objects.size());
            for (Map.Entry<Integer, String> object : objects.entrySet()) {
                byte[] text = object.getValue().getBytes(StandardCharsets.ISO_8859_1);
                buffer.put(object.getKey().byteValue()).put((byte) text.length).put(text);
            }
        }
    }

    /**
     * The slave refuses.
     *
     * @param function function code of the wire, 129..255.
     * @param code see {@link ExceptionCode}, 0..255.
     */
    record ExceptionResponse(int function, int code) implements Response {

        /**
         * Refuses a request.
         *
         * @param request function code of the request, 1..127.
         * @param code see {@link ExceptionCode}.
         * @return the refusal.
         */
        public static ExceptionResponse to(int request, int code) {
            return new ExceptionResponse(request | 0x80, code);
        }

        @Override
        public void writeTo(ByteBuffer buffer) {
            buffer.put((byte) function).put((byte) code);
        }
    }
}
