/** What happens at the site: voltages, currents, energies, and everything that follows from them. */
@NullMarked
package io.karawatt.simulator.internal.physics;

import org.jspecify.annotations.NullMarked;
