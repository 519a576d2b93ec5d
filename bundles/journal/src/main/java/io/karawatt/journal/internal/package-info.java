/** The logbook: a ring in memory and a bounded file. */
@NullMarked
package io.karawatt.journal.internal;

import org.jspecify.annotations.NullMarked;
