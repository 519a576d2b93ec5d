/** The BACnet/IP gateway as operators see it. */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.bacnet;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
