package io.karawatt.architectures;

import io.karawatt.modbus.pdu.Response;
import io.karawatt.model.RegisterTable;

/** Reads registers as a supervisor does. */
interface Reader extends AutoCloseable {

    /** Reads once; an exception response is an answer, silence is an assertion failure. */
    Response read(int unit, RegisterTable table, int address, int count);

    @Override
    void close();
}
