/** Seals pass phrases with a key that lies in a file of its own. */
@NullMarked
package io.karawatt.secret.internal;

import org.jspecify.annotations.NullMarked;
