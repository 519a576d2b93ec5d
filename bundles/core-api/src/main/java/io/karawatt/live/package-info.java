/** Live values: drivers put readings and registers in, servers and services take them out; neither sees the other. */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.live;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
