/** What the faces towards the north show of an installation. */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.view;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
