/** Pass phrases and keys that must not lie readable on the disk. */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.secret;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
