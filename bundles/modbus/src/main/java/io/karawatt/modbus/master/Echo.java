package io.karawatt.modbus.master;

/** Whether the adapter gives back what is sent, as far as is known. */
enum Echo {
    UNKNOWN,
    YES,
    NO
}
