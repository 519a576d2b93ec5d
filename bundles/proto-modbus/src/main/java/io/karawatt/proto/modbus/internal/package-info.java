/** The Modbus TCP server; one thread for all clients. */
@NullMarked
package io.karawatt.proto.modbus.internal;

import org.jspecify.annotations.NullMarked;
