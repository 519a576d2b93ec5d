/** How the north asks the south: read or write registers of a device on its line, and how that line is doing. */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.bus;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
