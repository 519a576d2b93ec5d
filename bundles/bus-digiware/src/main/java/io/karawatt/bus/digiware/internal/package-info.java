/** The Digiware bus as a line. */
@NullMarked
package io.karawatt.bus.digiware.internal;

import org.jspecify.annotations.NullMarked;
