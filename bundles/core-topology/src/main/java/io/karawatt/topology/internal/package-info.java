/** The installation in its file, joined with the profiles; the identity of the gateway. */
@NullMarked
package io.karawatt.topology.internal;

import org.jspecify.annotations.NullMarked;
