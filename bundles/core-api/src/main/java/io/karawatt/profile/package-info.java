/** What a device can tell and where it keeps it: profiles, register types and the quantity catalogue. */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.profile;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
