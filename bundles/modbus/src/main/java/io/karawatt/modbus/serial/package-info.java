/** Serial lines as bytes in time: real ports and whoever plays one. */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.modbus.serial;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
