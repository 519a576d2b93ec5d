/**
 * Polls the devices of one line: one thread, earliest deadline first, blocks planned by the arithmetic of the wire.
 *
 * <p>The bus drivers share it because they must not see each other; they bring the transport and the configuration.
 */
@Export
@NullMarked
@Version("1.0.0")
package io.karawatt.line;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
