/** The simulated meters as Modbus TCP slaves by unit id. */
@NullMarked
package io.karawatt.simulator.internal.truth;

import org.jspecify.annotations.NullMarked;
