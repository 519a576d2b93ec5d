/**
 * Modbus frames as bytes: reading and writing of PDUs, RTU frames and Modbus TCP headers.
 *
 * <p>Pure functions over the caller's buffers. They never throw on what came from outside and never read beyond what
 * they were given; the only things they make are the records of {@link io.karawatt.modbus.pdu} and the results here.
 */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.modbus.frame;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
