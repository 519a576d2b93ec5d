/** Small files that must survive a power cut. */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
