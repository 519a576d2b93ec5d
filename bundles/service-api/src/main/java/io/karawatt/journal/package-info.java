/** The logbook of the gateway: what happened lately, for people. */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.journal;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
