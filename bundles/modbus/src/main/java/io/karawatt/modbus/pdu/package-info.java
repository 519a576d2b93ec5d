/** Modbus protocol data units as records: what a frame says, without how it travels. */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.modbus.pdu;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
