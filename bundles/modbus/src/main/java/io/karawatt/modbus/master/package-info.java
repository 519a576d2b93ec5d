/** The asking side of Modbus: one request, one reply, on RTU or TCP. */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.modbus.master;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
