/** What happens in the gateway, told to whoever wants to know. */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.event;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
