/** Settings of devices: what can be set, what is set, and setting it so that nothing stays half-changed. */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.settings;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
