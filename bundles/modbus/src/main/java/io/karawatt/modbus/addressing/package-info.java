/**
 * The addressing protocol of docs/reference/addressing.md as records: what gateway and devices say to find devices by
 * their NET ID and to give them addresses.
 */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.modbus.addressing;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
