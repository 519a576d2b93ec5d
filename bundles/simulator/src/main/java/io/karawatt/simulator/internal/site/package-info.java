/** The site file: what it may say, and a strict reader. */
@NullMarked
package io.karawatt.simulator.internal.site;

import org.jspecify.annotations.NullMarked;
