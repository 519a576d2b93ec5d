/** The Modbus faces: TCP, RTU over TCP, RTU slave on serial lines; one kernel for all. */
@NullMarked
package io.karawatt.proto.modbus.internal;

import org.jspecify.annotations.NullMarked;
