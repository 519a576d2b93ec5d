/** RS485 lines and Modbus TCP connections as lines. */
@NullMarked
package io.karawatt.bus.modbus.internal;

import org.jspecify.annotations.NullMarked;
