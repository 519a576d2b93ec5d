/**
 * Reads quantity catalogues, register tables and device profiles from files, checks them and joins them to device
 * profiles. Knows neither OSGi services nor threads: give it sources, get a library.
 *
 * <p>The format is described in {@code docs/reference/profile-format.md}.
 */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.profile.read;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
