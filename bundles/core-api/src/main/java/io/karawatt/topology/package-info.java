/** Which devices, loads and circuits are installed. */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.topology;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
