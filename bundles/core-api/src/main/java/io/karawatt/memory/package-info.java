/** Reading what meters remember by themselves: load curves and trends, by time, resumable. */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.memory;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
