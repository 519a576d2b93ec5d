/** Finding what is installed: scans of lines, and what became of what they met. */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.discovery;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
