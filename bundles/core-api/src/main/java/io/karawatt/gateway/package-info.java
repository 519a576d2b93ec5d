/** The gateway itself: its identity and the doors it has opened. */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.gateway;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
