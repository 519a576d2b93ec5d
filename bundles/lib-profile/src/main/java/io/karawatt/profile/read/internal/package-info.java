/** The readers behind the library: CSV and YAML into rows, rows into registers, registers into profiles. */
@NullMarked
package io.karawatt.profile.read.internal;

import org.jspecify.annotations.NullMarked;
