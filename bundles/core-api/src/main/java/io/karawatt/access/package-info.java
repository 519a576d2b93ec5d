/** Who may do what: one question, one answer. */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.access;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
