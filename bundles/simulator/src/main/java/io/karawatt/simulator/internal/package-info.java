/** Plays meters: puts site, meters and wires together and offers them as services, or alone on real lines. */
@NullMarked
package io.karawatt.simulator.internal;

import org.jspecify.annotations.NullMarked;
