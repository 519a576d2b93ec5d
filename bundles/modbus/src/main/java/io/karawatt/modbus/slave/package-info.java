/** The answering side of a serial line: finds the requests in what is heard. */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.modbus.slave;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
