/** Reads points on request: few transactions for many wishes. */
@NullMarked
package io.karawatt.demand.internal;

import org.jspecify.annotations.NullMarked;
