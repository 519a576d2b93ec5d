package io.karawatt.modbus.pdu;

import io.karawatt.model.Registers;
import java.nio.ByteBuffer;

/** A request of a master (Modbus Application Protocol V1.1b3 §6), without unit id and checksum. */
public sealed interface Request {

    /** Largest PDU in bytes, function code included (Modbus Application Protocol V1.1b3 §4.1). */
    int MAX_PDU = 253;

    /**
     * Returns the function code.
     *
     * @return 1..127.
     */
    int function();

    /**
     * Writes the PDU, function code first.
     *
     * @param buffer has room for {@link #MAX_PDU} bytes.
     */
    void writeTo(ByteBuffer buffer);

    /**
     * Function 3.
     *
     * @param address first register, 0..65535.
     * @param count 1..125.
     */
    record ReadHoldingRegisters(int address, int count) implements Request {

        @Override
        public int function() {
            return 0x03;
        }

        @Override
        public void writeTo(ByteBuffer buffer) {
            buffer.put((byte) 0x03).putShort((short) address).putShort((short) count);
        }
    }

    /**
     * Function 4.
     *
     * @param address first register, 0..65535.
     * @param count 1..125.
     */
    record ReadInputRegisters(int address, int count) implements Request {

        @Override
        public int function() {
            return 0x04;
        }

        @Override
        public void writeTo(ByteBuffer buffer) {
            buffer.put((byte) 0x04).putShort((short) address).putShort((short) count);
        }
    }

    /**
     * Function 6.
     *
     * @param address register, 0..65535.
     * @param value 0..65535.
     */
    record WriteSingleRegister(int address, int value) implements Request {

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
     * Function 16.
     *
     * @param address first register, 0..65535.
     * @param values 1..123 registers.
     */
    record WriteMultipleRegisters(int address, Registers values) implements Request {

        @Override
        public int function() {
            return 0x10;
        }

        @Override
        public void writeTo(ByteBuffer buffer) {
            buffer.put((byte) 0x10).putShort((short) address).putShort((short) values.size());
            buffer.put((byte) (2 * values.size()));
            values.writeTo(buffer);
        }
    }

    /**
     * Function 43, MEI type 14.
     *
     * @param code 1 basic, 2 regular, 3 extended, 4 one object.
     * @param object first object wanted, 0..255.
     */
    record ReadDeviceIdentification(int code, int object) implements Request {

        @Override
        public int function() {
            return 0x2B;
        }

        @Override
        public void writeTo(ByteBuffer buffer) {
            buffer.put((byte) 0x2B).put((byte) 0x0E).put((byte) code).put((byte) object);
        }
    }
}
