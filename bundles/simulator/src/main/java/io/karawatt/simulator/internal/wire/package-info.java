/** A half-duplex line in memory with the timing of a real one. */
@NullMarked
package io.karawatt.simulator.internal.wire;

import org.jspecify.annotations.NullMarked;
