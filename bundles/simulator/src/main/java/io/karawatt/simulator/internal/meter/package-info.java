/** Meters as Modbus slaves that answer from their profile. */
@NullMarked
package io.karawatt.simulator.internal.meter;

import org.jspecify.annotations.NullMarked;
