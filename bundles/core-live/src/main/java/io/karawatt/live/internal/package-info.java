/** The process image. */
@NullMarked
package io.karawatt.live.internal;

import org.jspecify.annotations.NullMarked;
