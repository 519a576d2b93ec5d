/** Pages of meter memories: chosen, read, checked and joined. */
@NullMarked
package io.karawatt.memory.internal;

import org.jspecify.annotations.NullMarked;
