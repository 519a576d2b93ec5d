package io.karawatt.proto.modbus.internal;

/**
 * What an answer repeats of its request.
 *
 * @param transaction id of the request, 0..65535; 0 where the framing knows none.
 * @param unit unit id, 0..255.
 * @param function function code, 0..255.
 */
record Tag(int transaction, int unit, int function) {}
