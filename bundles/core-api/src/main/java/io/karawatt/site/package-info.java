/** What the simulator tells about the site it plays, and how its faults are switched. */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.site;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
