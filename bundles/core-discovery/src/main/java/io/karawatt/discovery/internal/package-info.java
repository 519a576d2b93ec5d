/** Discovery. */
@NullMarked
package io.karawatt.discovery.internal;

import org.jspecify.annotations.NullMarked;
