package io.karawatt.model;

/** The two 16-bit tables of a Modbus device (Modbus Application Protocol V1.1b3 §4.3). */
public enum RegisterTable {
    /** Holding registers, function 3. */
    HOLDING,
    /** Input registers, function 4. */
    INPUT
}
