/** The default access policy. */
@NullMarked
package io.karawatt.access.internal;

import org.jspecify.annotations.NullMarked;
